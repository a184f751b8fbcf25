package io.edgeward.platform.simulated;

import java.util.List;

/** A switch of a generation and the units that it allows to start. */
enum Switch {
    SSH("services/ssh", "ssh"),
    LOCAL_CONSOLE("services/local-console", "localConsole");

    private final String file;
    private final String way;

    Switch(String file, String way) {
        this.file = file;
        this.way = way;
    }

    String file() {
        return file;
    }

    /** The name of the way in that it opens. */
    String way() {
        return way;
    }

    /** The unit that runs when it is on, first. */
    List<String> units() {
        return switch (this) {
            case SSH -> List.of("ssh.service", "ssh.socket");
            case LOCAL_CONSOLE -> List.of("serial-getty@ttyS0.service");
        };
    }

    static Switch of(String file) {
        for (Switch it : values()) {
            if (it.file.equals(file)) {
                return it;
            }
        }
        throw new IllegalArgumentException("no switch of the simulated gateway: " + file);
    }
}
