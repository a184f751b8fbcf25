package io.edgeward.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PageTest {
    private final ScriptedDaemon daemon = new ScriptedDaemon();

    @BeforeEach
    void nothingUnexpected() {
        daemon.otherwise(200, "{}");
    }

    @AfterEach
    void close() {
        daemon.close();
    }

    @Test
    void theStatusIsReadAtAGlance() {
        daemon.on("GET /status", Answers.STATUS);
        assertThat(Ran.at(daemon, "status").out())
                .isEqualTo(
                        """
                        Edgeward 0.1.0 on linux, generation 42
                        All is as wanted

                        On          SSH server  on, port 22
                        Off         DHCP server  off
                        Reachable   tcp 22  ssh  from 10.0.0.0/8, through eth0
                        Ways in     ssh, localConsole
                        Next        is that hardened? edgeward audit
                        """);
    }

    @Test
    void theStatusTellsWhatCanBeReachedThoughNobodyAskedForIt() {
        daemon.on(
                "GET /status",
                Answers.STATUS.replace(
                        "\"unexpected\":[]",
                        """
                        "unexpected":[
                         {"protocol":"tcp","port":111,"process":"rpcbind","address":"0.0.0.0"},
                         {"protocol":"tcp","port":111,"process":"rpcbind","address":"::"}]
                        """));
        assertThat(Ran.at(daemon, "status").out())
                .doesNotContain("All is as wanted")
                .contains("more can be reached than was asked for\n")
                .contains("\nUnasked     tcp 111  rpcbind  0.0.0.0, ::\n")
                .contains("edgeward exposure");
    }

    @Test
    void troubleStandsAboveTheRest() {
        daemon.on(
                "GET /status",
                """
                {"platform":"linux","version":"0.1.0","active":43,"confirmed":42,"builtIn":false,
                 "busy":false,
                 "trial":{"generation":43,"from":42,"secondsLeft":57,"confirmable":true},
                 "ways":[],"facets":[],"exposed":[],"drift":["ssh: runs, though it is off"],
                 "alarms":["Generation 41 is damaged and was passed over."],
                 "unseen":{"filter":"no answer"}}
                """);
        assertThat(Ran.at(daemon, "status").out())
                .isEqualTo(
                        """
                        Edgeward 0.1.0 on linux, generation 43 (on trial)
                        1 alarm, 1 difference from what is wanted
                        ON TRIAL: reverts to generation 42 in 57 s unless confirmed
                        Not everything could be seen

                        Alarms      Generation 41 is damaged and was passed over.
                        Differs     ssh: runs, though it is off
                        Not seen    filter: no answer
                        Reachable   nothing, from nowhere
                        Ways in     none: nobody can manage it from outside
                        Next        keep it: log in anew, then edgeward confirm 43
                                    undo it: edgeward revert; more time: edgeward extend 5m
                                    what is wrong and what helps: edgeward doctor
                        """);
    }

    @Test
    void anAuditTellsWhatFailsFirstAndWhatHelps() {
        daemon.on("GET /audit", Answers.NOT_COMPLIANT);
        assertThat(Ran.at(daemon, "audit").out())
                .isEqualTo(
                        """
                        NOT COMPLIANT with profile field, generation 42
                        1 pass, 1 fail, 0 unknown, 0 excepted, 0 not applicable
                        score 71 of 100, coverage 99 %

                        fail  TPE-3.3  high  SSH is off
                          why       Each open port is a way in.
                          seen      /services/ssh/enabled = true
                          expected  /services/ssh/enabled: {"const": false}
                          helps     edgeward settings set /services/ssh/enabled false
                          helps     passwd -l moxa

                        pass  TPE-1.1  high  HTTPS only

                        Next        edgeward enforce --profile field --dry-run
                        """);
    }

    @Test
    void aPlanTellsWhatWouldBe() {
        daemon.on("PATCH /settings", Answers.planned("\"ssh\""));
        assertThat(Ran.at(daemon, "settings", "set", "/a", "1", "--dry-run").out())
                .isEqualTo(
                        """
                        Would change 1 setting

                        /services/ssh/enabled  true -> false

                        Reachable   nothing, from nowhere
                        Ways in     none would be left
                        Closes      ssh
                        Risk        may cut access: made on trial, unless --now

                        Nothing was changed: this was only the plan
                        """);
    }

    @Test
    void theOtherViewsAreTables() {
        daemon.on(
                        "GET /generations",
                        """
                        {"generations":[
                         {"id":42,"predecessor":41,"active":true,"confirmed":true,"onTrial":false,
                          "digest":"0123456789abcdef"},
                         {"id":1,"predecessor":0,"active":false,"confirmed":false,"onTrial":false,
                          "digest":"ff"}]}
                        """)
                .on(
                        "GET /doctor",
                        """
                        {"checks":[{"name":"applier","result":"ok","says":"answers"},
                         {"name":"clock","result":"warning","says":"not synchronised",
                          "tryThis":"edgeward settings set /time/ntp true"}]}
                        """)
                .on(
                        "GET /exposure",
                        """
                        {"listening":[{"protocol":"tcp","family":"inet","address":"0.0.0.0",
                          "port":22,"process":"sshd","reachable":true,"by":"ssh"},
                         {"protocol":"tcp","family":"inet6","address":"::",
                          "port":22,"process":"sshd","reachable":true,"by":"ssh"}],
                         "allowed":[],"unexpected":[{"protocol":"tcp","address":"::","port":23,
                          "process":"telnetd"}]}
                        """)
                .on("GET /events", Answers.ended("reverted", "late"))
                .on(
                        "GET /profiles",
                        """
                        {"profiles":[{"name":"field","title":"In the field","rules":["TPE-3.3"]}]}
                        """);
        assertThat(Ran.at(daemon, "generations").out())
                .isEqualTo(
                        """
                        42  active, confirmed  after 41   0123456789ab
                        1   kept               the first  ff
                        """);
        assertThat(Ran.at(daemon, "doctor").out())
                .isEqualTo(
                        """
                        1 of 2 checks found something

                        ok       applier  answers
                        warning  clock    not synchronised
                                          Try: edgeward settings set /time/ntp true
                        """);
        assertThat(Ran.at(daemon, "exposure").out())
                .isEqualTo(
                        """
                        Something can be reached that nobody asked for

                        Unexpected  tcp 23  telnetd  ::
                        Let in      nothing, from nowhere
                        Listens     tcp 22  sshd  0.0.0.0, ::  reachable, by ssh
                        """);
        assertThat(Ran.at(daemon, "log").out())
                .isEqualTo(
                        """
                        2026-11-24T12:00:00Z  trial-ended: reverted, generation 43, by edgeward
                          late
                          ssh: on again
                        """);
        assertThat(Ran.at(daemon, "profiles").out())
                .isEqualTo(
                        """
                        field: In the field
                          1 rules: TPE-3.3
                        """);
    }

    @Test
    void whatOthersWroteCannotSteerTheTerminal() {
        daemon.on("GET /events", Answers.ended("reverted", "a\\u001b[2Jb\\u009bc\\u202ed\\ne\\rf"));
        assertThat(Ran.onTerminal(Map.of("NO_COLOR", "1"), daemon, "log").out())
                .contains("a?[2Jb?c?d e f")
                .doesNotContain("\u001b");
    }

    @Test
    void colourIsForTerminalsThatWantIt() {
        daemon.on("GET /status", Answers.STATUS);
        assertThat(Ran.onTerminal(Map.of("TERM", "xterm"), daemon, "status").out())
                .contains("\u001b[32mAll is as wanted\u001b[0m");
        assertThat(Ran.onTerminal(Map.of("NO_COLOR", "1"), daemon, "status").out())
                .doesNotContain("\u001b");
        assertThat(Ran.onTerminal(Map.of("TERM", "dumb"), daemon, "status").out())
                .doesNotContain("\u001b");
        assertThat(Ran.at(daemon, "status").out()).doesNotContain("\u001b");
    }

    @Test
    void longSentencesWrapAtEightyColumnsUnderTheirOwnColumn() {
        daemon.on(
                "GET /status",
                Answers.STATUS.replace(
                        "\"drift\":[]",
                        "\"drift\":[\"" + "word ".repeat(40) + "x".repeat(100) + "\"]"));
        Ran ran = Ran.at(daemon, "status");
        assertThat(ran.out().lines()).allMatch(it -> it.length() <= 80);
        assertThat(ran.out()).contains("\n            word word");
    }
}
