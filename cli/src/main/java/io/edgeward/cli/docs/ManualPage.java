package io.edgeward.cli.docs;

import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** The manual page {@code edgeward(1)}, in troff with the man macros. */
final class ManualPage {
    private final StringBuilder text = new StringBuilder();

    private ManualPage() {}

    static String write(CommandSpec root) {
        ManualPage page = new ManualPage();
        page.beginning(root);
        page.section("COMMANDS");
        Chapters.leaves(root).forEach(page::command);
        page.ending(root);
        return page.text.toString();
    }

    private void beginning(CommandSpec root) {
        List<String> paragraphs = Chapters.paragraphs(root);
        text.append(".\\\" Generated from the commands.\n");
        macro(".TH EDGEWARD 1 \"\" \"" + String.join("", root.version()) + "\" \"Edgeward\"");
        section("NAME");
        text.append("edgeward \\- ").append(escape(paragraphs.getFirst())).append('\n');
        section("SYNOPSIS");
        text.append("\\fBedgeward\\fR [OPTIONS] \\fICOMMAND\\fR [ARGUMENT]...\n");
        section("DESCRIPTION");
        paragraphs.stream().skip(1).forEach(this::paragraph);
        section("OPTIONS");
        paragraph("Before or after any command:");
        Chapters.options(root).forEach(this::argument);
    }

    private void command(CommandSpec spec) {
        macro(".SS \"" + escape(Chapters.synopsis(spec)) + "\"");
        Chapters.paragraphs(spec).forEach(this::paragraph);
        spec.positionalParameters().forEach(this::argument);
        Chapters.options(spec).forEach(this::argument);
        List<String> examples = Chapters.examples(spec);
        if (!examples.isEmpty()) {
            paragraph("Examples:");
            macro(".RS 4\n.nf");
            examples.forEach(this::line);
            macro(".fi\n.RE");
        }
        if (!Chapters.statuses(spec).isEmpty()) {
            paragraph("Exit status: " + Chapters.statuses(spec) + ".");
        }
    }

    private void ending(CommandSpec root) {
        section("EXIT STATUS");
        root.usageMessage()
                .exitCodeList()
                .forEach((status, meaning) -> {
                    macro(".TP\n\\fB" + status + "\\fR");
                    line(meaning);
                });
        section("ENVIRONMENT");
        macro(".TP\n\\fBEDGEWARD_SOCKET\\fR");
        line("The daemon's control socket, where --socket names none.");
        macro(".TP\n\\fBNO_COLOR\\fR");
        line("Switches colour off. Colour is used on a terminal only.");
        section("FILES");
        macro(".TP\n\\fI/run/edgeward\\-daemon/control.sock\\fR");
        line("The daemon's control socket, for root and members of the group edgeward-admin.");
        section("EXAMPLES");
        macro(".nf");
        Chapters.examples(root).forEach(this::line);
        macro(".fi");
        section("SEE ALSO");
        text.append("\\fBsystemctl\\fR(1), \\fBjournalctl\\fR(1)\n");
    }

    private void section(String name) {
        macro(".SH " + name.toUpperCase(Locale.ROOT));
    }

    private void paragraph(String sentences) {
        macro(".PP");
        line(sentences);
    }

    private void argument(ArgSpec argument) {
        macro(".TP\n\\fB" + escape(Chapters.label(argument)) + "\\fR");
        line(Chapters.text(argument));
    }

    private void line(String sentence) {
        text.append(escape(sentence)).append('\n');
    }

    private void macro(String macro) {
        text.append(macro).append('\n');
    }

    /** Marks what troff would take for its own; a hyphen must stay one, to be copied. */
    static String escape(String sentence) {
        String safe =
                sentence.replace("\\", "\\e")
                        .replace("-", "\\-")
                        .replace("'", "\\(aq")
                        .replace("\"", "\\(dq")
                        .replace("`", "\\(ga");
        return safe.startsWith(".") ? "\\&" + safe : safe;
    }
}
