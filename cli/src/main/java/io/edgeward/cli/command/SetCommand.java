package io.edgeward.cli.command;

import io.edgeward.cli.call.Call;
import io.edgeward.cli.call.Command;
import io.edgeward.cli.call.Manual;
import io.edgeward.cli.contract.Complaint;
import io.edgeward.cli.contract.Json;
import io.edgeward.cli.daemon.Request;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** Changes one setting. */
final class SetCommand implements Command {
    @Override
    public CommandSpec spec() {
        return ChangeOptions.describe(
                        Manual.of(
                                        this,
                                        "set",
                                        "Changes one setting.",
                                        "",
                                        "VALUE is JSON; what is not JSON is a string. A"
                                                + " string that looks like a number takes"
                                                + " quotes of its own: '\"10\"'. An object is"
                                                + " merged into what is there, a list replaces"
                                                + " it, null brings the default back.")
                                .argument(
                                        "POINTER",
                                        true,
                                        String.class,
                                        "JSON Pointer of the setting, for example"
                                                + " /services/ssh/port.")
                                .argument(
                                        "VALUE",
                                        true,
                                        String.class,
                                        "New value; - reads it from standard input, which"
                                                + " keeps it out of the process list."))
                .examples(
                        "edgeward settings set /services/localConsole/enabled false",
                        "edgeward settings set /services/ssh/port 2222 --confirm-within 5m",
                        "edgeward settings set /firewall/answerPing false --reason 'audit 7'")
                .exits(ChangeOptions.EXITS)
                .spec();
    }

    @Override
    public int run(Call call) {
        SettingPointer at = SettingPointer.of(call.<String>argument(0).orElseThrow());
        JsonNode value = value(call.<String>argument(1).orElseThrow(), call);
        byte[] patch = Json.compact(at.patchWith(value)).getBytes(StandardCharsets.UTF_8);
        return Changes.make(call, Request.patch(patch));
    }

    private static JsonNode value(String given, Call call) {
        if (given.indexOf('\ufffd') >= 0) {
            throw Complaint.invalid(
                            "VALUE holds characters that this locale cannot tell.",
                            "Set LC_ALL=C.UTF-8, or give it by standard input: VALUE -")
                    .failure();
        }
        String text =
                given.equals("-")
                        ? new String(Texts.read("-", call), StandardCharsets.UTF_8)
                                .replaceFirst("\\R\\z", "")
                        : given;
        try {
            return Json.read(text);
        } catch (JacksonException e) {
            return StringNode.valueOf(text); // what is not JSON is a string: the contract
        }
    }
}
