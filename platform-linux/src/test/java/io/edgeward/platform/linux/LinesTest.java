package io.edgeward.platform.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.edgeward.core.platform.Observation.Account;
import io.edgeward.core.platform.Observation.Console;
import io.edgeward.core.platform.Observation.Password;
import org.junit.jupiter.api.Test;

class LinesTest {
    @Test
    void consolesAreToldByTerminalAndProgram() {
        assertThat(Lines.consoles("  41 ttyS0 agetty\n7 pts/0 login\n9 /dev/tty1 a b\n"))
                .containsExactly(
                        new Console("ttyS0", "agetty"),
                        new Console("pts/0", "login"),
                        new Console("tty1", "a b"));
    }

    @Test
    void aProgramsNameWithALineEndHidesNoOtherConsole() {
        assertThat(Lines.consoles("41 tty1 a\u001b\nrest of it\n42 ttyS0 agetty\n"))
                .containsExactly(new Console("tty1", "a?"), new Console("ttyS0", "agetty"));
    }

    @Test
    void noConsoleAtAllIsAnAnswer() {
        assertThat(Lines.consoles("\n")).isEmpty();
    }

    @Test
    void anErrorIsNoListOfConsoles() {
        assertThatIllegalArgumentException().isThrownBy(() -> Lines.consoles("error: no /proc\n"));
    }

    @Test
    void accountsAreToldWithWhatIsKnownOfTheirPassword() {
        assertThat(Lines.accounts("root LOCKED\noperator SET\ndemo EMPTY\n"))
                .containsExactly(
                        new Account("root", Password.LOCKED),
                        new Account("operator", Password.SET),
                        new Account("demo", Password.EMPTY));
        assertThatIllegalArgumentException().isThrownBy(() -> Lines.accounts("root maybe\n"));
    }

    @Test
    void thePortsOfSshdAreThoseThatItNamesItself() {
        assertThat(Lines.sshPorts(Recorded.text("sshd-debian12.txt"))).containsExactly("22");
        assertThat(Lines.sshPorts("port 22\nport 2222\n")).containsExactly("22", "2222");
        assertThatIllegalArgumentException().isThrownBy(() -> Lines.sshPorts("usepam yes\n"));
    }
}
