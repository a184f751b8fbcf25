package io.edgeward.cli;

/** What the daemon says, as docs/reference/api.md has it. */
public final class Answers {
    public static final String STATUS =
            """
            {"platform":"linux","version":"0.1.0","active":42,"confirmed":42,"builtIn":false,
             "busy":false,"trial":null,"ways":["ssh","localConsole"],
             "facets":[{"id":"ssh","title":"SSH server","on":true,"says":"on, port 22"},
                       {"id":"dhcpServer","title":"DHCP server","on":false,"says":"off"}],
             "exposed":[{"by":"ssh","protocol":"tcp","ports":"22","sources":["10.0.0.0/8"],
                         "through":"eth0"}],
             "unexpected":[],"drift":[],"alarms":[],"unseen":{}}
            """;

    public static final String CONFIRMED =
            """
            {"outcome":"confirmed","exit":0,"generation":43,"warnings":[]}
            """;

    public static final String ON_TRIAL =
            """
            {"outcome":"onTrial","exit":8,"generation":43,"deadline":4711,"secondsLeft":120,
             "confirmable":true,"warnings":[]}
            """;

    public static final String PLANNED = planned("");

    public static final String COMPLIANT = audit(true);
    public static final String NOT_COMPLIANT = audit(false);

    private Answers() {}

    public static String planned(String waysLost) {
        return """
        {"outcome":"planned","exit":0,"plan":{"from":42,
         "edits":[{"at":"/services/ssh/enabled","before":true,"after":false}],"exposed":[],
         "waysBefore":["ssh"],"waysAfter":[],"waysLost":[%s],"risk":"mayCutAccess","warnings":[]}}
        """
                .formatted(waysLost);
    }

    public static String problem(String word, int status, int exit) {
        return """
        {"type":"urn:edgeward:problem:%s","title":"Title of %s","status":%d,"detail":"Detail.",
         "exit":%d,"errors":[
          {"code":"one","pointer":"/services/ssh/port","detail":"first fault","tryThis":"do this"},
          {"code":"two","pointer":"/time/zone","detail":"second fault","tryThis":""}]}
        """
                .formatted(word, word, status, exit);
    }

    public static String audit(boolean compliant) {
        return """
        {"profile":"field","time":"2026-11-24T12:00:00Z","generation":42,"compliant":%b,
         "score":71,"coverage":0.995,
         "counts":{"pass":1,"fail":%d,"unknown":0,"notApplicable":0,"excepted":0},
         "findings":[
          {"rule":"TPE-1.1","title":"HTTPS only","severity":"high","result":"pass","why":"",
           "observed":{},"expected":{},"remedy":null,"references":{}}%s],"exit":%d}
        """
                .formatted(
                        compliant, compliant ? 0 : 1, compliant ? "" : FAILING, compliant ? 0 : 1);
    }

    private static final String FAILING =
            """
            ,{"rule":"TPE-3.3","title":"SSH is off","severity":"high","result":"fail",
              "why":"Each open port is a way in.",
              "observed":{"/services/ssh/enabled":true},
              "expected":{"/services/ssh/enabled":{"const":false}},
              "remedy":{"patch":{"services":{"ssh":{"enabled":false}}},
               "command":"edgeward settings set /services/ssh/enabled false",
               "manual":["passwd -l moxa"]},"references":{}}
            """;

    public static String enforced(String outcome, String after, int exit) {
        return "{\"before\":%s,\"outcome\":%s,\"after\":%s,\"exit\":%d}"
                .formatted(audit(false), outcome, after, exit);
    }

    public static String trial(boolean open, int secondsLeft) {
        return "{\"open\":%b,\"generation\":43,\"from\":42,\"secondsLeft\":%d,\"confirmable\":true}"
                .formatted(open, secondsLeft);
    }

    public static String status(long active, long confirmed) {
        return STATUS.replace("\"active\":42", "\"active\":" + active)
                .replace("\"confirmed\":42", "\"confirmed\":" + confirmed);
    }

    public static String ended(String outcome, String why) {
        return """
        {"events":[{"at":"2026-11-24T12:00:00Z","who":"edgeward","what":"trial-ended","why":"%s",
         "outcome":"%s","generation":43,"from":42,"details":["ssh: on again"]}]}
        """
                .formatted(why, outcome);
    }
}
