package io.edgeward.core.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class PointersTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @Test
    void aPointerIsTakenApartAsRfc6901Says() {
        assertThat(Pointers.keys("")).isEmpty();
        assertThat(Pointers.keys("/a/b")).isEqualTo(List.of("a", "b"));
        assertThat(Pointers.keys("/")).isEqualTo(List.of(""));
        assertThat(Pointers.keys("/a~1b/m~0n/~01")).isEqualTo(List.of("a/b", "m~n", "~1"));
        assertThat(Pointers.keys("/007/ /%25")).isEqualTo(List.of("007", " ", "%25"));
    }

    @Test
    void whatBeginsWithoutASlashIsNoPointer() {
        assertThatThrownBy(() -> Pointers.keys("a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("begins with \"/\"");
    }

    @Test
    void escapingAndTakingApartAreInverse() {
        for (String key : List.of("", "/", "~", "~1", "a/b~c", "~01", "ä ö")) {
            assertThat(Pointers.keys("/" + Pointers.escape(key))).containsExactly(key);
        }
    }

    @Test
    void nestingPutsAValueAtItsPlaceAlone() {
        assertThat(Pointers.nest("/a/b~1c", JSON.numberNode(1))).hasToString("{\"a\":{\"b/c\":1}}");
        assertThat(Pointers.nest("", JSON.numberNode(1))).hasToString("1");
    }

    @Test
    void puttingMakesTheObjectsOnTheWayAndLeavesTheRest() {
        ObjectNode document = JSON.objectNode();
        Pointers.put(document, "/a/b", JSON.numberNode(1));
        Pointers.put(document, "/a/c", JSON.numberNode(2));
        Pointers.put(document, "/a/b", JSON.numberNode(3));
        assertThat(document).hasToString("{\"a\":{\"b\":3,\"c\":2}}");
    }
}
