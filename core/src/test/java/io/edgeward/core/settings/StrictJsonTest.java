package io.edgeward.core.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {
    private static StrictJson.Read read(String json) {
        return StrictJson.read(json.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertMalformed(StrictJson.Read read) {
        assertThat(read.tree()).isEmpty();
        assertThat(read.problems()).extracting(Problem::code).contains("malformed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "\"a\"",
                "true",
                "-1",
                "{\"\":{\"a\":[1,{\"b\":null}]}}",
                " \r\n\t{ } "
            })
    void whatIsJsonIsRead(String json) {
        assertThat(read(json).problems()).isEmpty();
        assertThat(read(json).tree()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "{",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":1",
                "[",
                "[1",
                "[1,",
                "{\"a\":1,}",
                "[1,]",
                "{a:1}",
                "{'a':1}",
                "01",
                "+1",
                "NaN",
                "Infinity",
                ".5",
                "tru",
                "\"\u0001\"",
                "\"a",
                "\"\\x\"",
                "/* c */ {}",
                "// c\n{}",
                "\u0000",
                "{} x",
                "}"
            })
    void whatIsNotJsonIsMalformedAndNothingOfItIsUsed(String json) {
        assertMalformed(read(json));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}{}", "{} {}", "1 2", "null null"})
    void moreThanOneValueIsAProblem(String json) {
        assertThat(read(json).problems()).extracting(Problem::code).contains("malformed");
    }

    @Test
    void bytesThatAreNoTextAreMalformed() {
        assertMalformed(StrictJson.read(new byte[] {'"', (byte) 0xc3, (byte) 0x28, '"'}));
        assertMalformed(StrictJson.read(new byte[] {(byte) 0xff, (byte) 0xfe, 0x01}));
    }

    @Test
    void aMebibyteIsReadAndOneByteMoreIsNot() {
        String most = "\"" + "x".repeat(StrictJson.MAX_BYTES - 2) + "\"";
        assertThat(read(most).problems()).isEmpty();
        StrictJson.Read tooLarge = read(most + " ");
        assertThat(tooLarge.tree()).isEmpty();
        assertThat(tooLarge.problems()).extracting(Problem::code).containsExactly("too-large");
    }

    @Test
    void thirtyTwoLevelsAreReadAndOneMoreIsNot() {
        assertThat(read("[".repeat(32) + "]".repeat(32)).problems()).isEmpty();
        assertMalformed(read("[".repeat(33) + "]".repeat(33)));
        assertMalformed(read("{\"a\":".repeat(100_000)));
    }

    @Test
    void everyKeyThatStandsTwiceIsToldAtItsPointerAndTheRestIsStillRead() {
        StrictJson.Read read =
                read("{\"a/b\":{\"x\":1,\"x\":2},\"c\":[{\"y\":1,\"y\":1}],\"d\":3}");
        assertThat(read.problems())
                .extracting(problem -> problem.at() + " " + problem.code())
                .containsExactly("/a~1b/x duplicate-key", "/c/0/y duplicate-key");
        assertThat(read.tree().orElseThrow().at("/d").asInt()).isEqualTo(3);
    }

    @Test
    void theSameKeyInAnotherSpellingStandsTwice() {
        assertThat(read("{\"a\":1,\"\\u0061\":2}").problems())
                .extracting(Problem::code)
                .containsExactly("duplicate-key");
    }

    @ParameterizedTest
    @CsvSource({"22.0,22", "2.2e1,22", "220e-1,22", "-0,0", "0.0,0", "1e3,1000", "22.5,22.5"})
    void aNumberIsWhatItIsHoweverItIsSpelled(String spelled, String plain) {
        assertThat(read(spelled).tree().orElseThrow()).hasToString(plain);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e9999",
                "-1e9999",
                "1e-9999",
                "1e999999999",
                "1e99999999999",
                "1e-99999999999",
                "0e99999999999",
                "123456789012345678901234567890"
            })
    void aNumberBeyondAnySettingIsAProblemAndNoAccident(String number) {
        assertThat(read("{\"a\":" + number + "}").problems()).isNotEmpty();
    }

    @Test
    void aNumberOfAMillionDigitsIsAProblemAndTakesNoTime() {
        assertThat(read("9".repeat(1_000_000)).problems()).isNotEmpty();
        assertThat(read("0." + "9".repeat(1_000_000)).problems()).isNotEmpty();
    }

    @Test
    void whateverIsBrokenOffOrAlteredIsReadOrToldButNeverAnError() {
        long seed = System.nanoTime();
        var chance = new Random(seed);
        byte[] whole =
                "{\"a\":[1,2.5,-3e2,true,null,{\"b\\u00e4\":\"\\ud83d\\ude00\"}],\"c\":\"d\"}"
                        .getBytes(StandardCharsets.UTF_8);
        for (int run = 0; run < 20_000; run++) {
            byte[] altered = java.util.Arrays.copyOf(whole, 1 + chance.nextInt(whole.length));
            for (int times = chance.nextInt(3); times > 0; times--) {
                altered[chance.nextInt(altered.length)] = (byte) chance.nextInt(256);
            }
            StrictJson.Read read = StrictJson.read(altered);
            assertThat(read.tree().isPresent() || !read.problems().isEmpty())
                    .as("seed " + seed + ", run " + run)
                    .isTrue();
        }
    }
}
