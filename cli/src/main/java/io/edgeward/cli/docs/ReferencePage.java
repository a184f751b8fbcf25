package io.edgeward.cli.docs;

import java.util.List;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** The reference page, in Markdown. */
final class ReferencePage {
    private final StringBuilder text = new StringBuilder();

    private ReferencePage() {}

    static String write(CommandSpec root) {
        ReferencePage page = new ReferencePage();
        page.beginning(root);
        Chapters.leaves(root).forEach(page::command);
        return page.text.toString().stripTrailing() + "\n";
    }

    private void beginning(CommandSpec root) {
        text.append(
                "<!-- Generated from cli/src/main/java: change the commands, not this page. -->\n");
        text.append("# The command line\n\n");
        Chapters.paragraphs(root).forEach(it -> text.append(it).append("\n\n"));
        text.append("Before or after any command:\n\n");
        list(Chapters.options(root));
        text.append(
                        "Durations are `90s`, `2m`, `1h` or plain seconds. A file named `-` is standard")
                .append(" input. `NO_COLOR` switches colour off.\n\n");
        text.append("| exit status | meaning |\n|---|---|\n");
        root.usageMessage()
                .exitCodeList()
                .forEach((status, meaning) ->
                        text.append("| ")
                                .append(status)
                                .append(" | ")
                                .append(meaning)
                                .append(" |\n"));
        text.append('\n');
    }

    private void command(CommandSpec spec) {
        text.append("## ").append(spec.qualifiedName()).append("\n\n");
        text.append("    ").append(Chapters.synopsis(spec)).append("\n\n");
        Chapters.paragraphs(spec).forEach(it -> text.append(it).append("\n\n"));
        list(spec.positionalParameters());
        list(Chapters.options(spec));
        List<String> examples = Chapters.examples(spec);
        if (!examples.isEmpty()) {
            text.append("Examples:\n\n");
            examples.forEach(it -> text.append("    ").append(it).append('\n'));
            text.append('\n');
        }
        if (!Chapters.statuses(spec).isEmpty()) {
            text.append("Exit status: ").append(Chapters.statuses(spec)).append(".\n\n");
        }
    }

    private void list(List<? extends ArgSpec> arguments) {
        if (arguments.isEmpty()) {
            return;
        }
        for (ArgSpec it : arguments) {
            text.append("- `").append(Chapters.label(it)).append("`: ");
            text.append(Chapters.text(it)).append('\n');
        }
        text.append('\n');
    }
}
