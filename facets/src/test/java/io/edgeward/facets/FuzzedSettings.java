package io.edgeward.facets;

import io.edgeward.core.settings.SettingsLanguage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Settings documents with a hostile string in every place that the schema has for a value or a
 * name, one place a document. A new field is found by its standing in the schema.
 */
public final class FuzzedSettings {
    private static final String NAME = "name";

    /** Half a character can be sent in no other way. */
    private static final JsonMapper ESCAPING =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    /** What has broken a shell, nft, sshd, systemd, JSON or a terminal somewhere. */
    private static final List<String> ODD =
            List.of(
                    "\n",
                    "\r",
                    "\r\n",
                    "\0",
                    "\t",
                    " ",
                    "\u00a0",
                    "\u2028",
                    "\u0085",
                    "\ufeff",
                    "\u202e",
                    "\u200b",
                    "\ud800",
                    "\udfff",
                    "\ud83d\ude00",
                    "ä",
                    "\u0660",
                    "\uff11",
                    "\"",
                    "'",
                    "\\",
                    "`",
                    "$(reboot)",
                    "${IFS}",
                    ";",
                    "; reboot",
                    "&",
                    "|",
                    ">",
                    "<",
                    "(",
                    ")",
                    "{",
                    "}",
                    "[",
                    "]",
                    "*",
                    "?",
                    "!",
                    "#",
                    "~",
                    "%n",
                    "%",
                    "=",
                    "-",
                    "--",
                    "+",
                    ".",
                    "..",
                    "/",
                    "../",
                    "/etc/shadow",
                    ":",
                    "::",
                    ",",
                    "@",
                    "0",
                    "00",
                    "1",
                    "-1",
                    "65535",
                    "65536",
                    "99999999999999999999",
                    "0x10",
                    "08",
                    "1e3",
                    "/0",
                    "/32",
                    "/33",
                    "/128",
                    "/129",
                    "255",
                    "256",
                    "fe80::1%eth0",
                    "::ffff:1.2.3.4",
                    "::ffff:102:304",
                    "drop",
                    "accept",
                    "\" accept comment \"",
                    "include \"/etc/shadow\"",
                    "flush ruleset",
                    "\nport 23",
                    " -o PermitRootLogin=yes",
                    "\u001b[2J",
                    "null",
                    "A".repeat(64));

    private final ObjectNode exemplar;
    private final List<Place> places = new ArrayList<>();
    private final RandomGenerator random;

    /** A place for a string: where, and what is right there. */
    private record Place(List<String> path, boolean key, String right) {}

    /**
     * A merge patch with one hostile string.
     *
     * @param json the patch, in ASCII
     * @param place where the string stands in it
     * @param text the string
     */
    public record Sample(String json, String place, String text) {
        /** The patch as the bytes that somebody sends. */
        public byte[] document() {
            return json.getBytes(StandardCharsets.US_ASCII);
        }
    }

    public FuzzedSettings(SettingsLanguage language, long seed) {
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        this.exemplar = (ObjectNode) example(language.schema(), List.of());
    }

    /** Every place that was found in the schema. */
    public List<String> places() {
        return places.stream().map(FuzzedSettings::told).toList();
    }

    private static String told(Place place) {
        return "/" + String.join("/", place.path()) + (place.key() ? " (its name)" : "");
    }

    private JsonNode example(JsonNode schema, List<String> path) {
        JsonNodeFactory make = JsonNodeFactory.instance;
        if (schema.has("const")) {
            return schema.get("const");
        }
        JsonNode type = schema.path("type");
        // What may be left out is "string or null".
        return switch (type.isArray() ? type.path(0).asString("") : type.asString("")) {
            case "object" -> {
                ObjectNode object = make.objectNode();
                schema.path("properties")
                        .propertyStream()
                        .forEach(it ->
                                object.set(
                                        it.getKey(),
                                        example(it.getValue(), with(path, it.getKey()))));
                JsonNode values = schema.path("additionalProperties");
                if (values.isObject()) {
                    object.set(NAME, example(values, with(path, NAME)));
                    places.add(new Place(with(path, NAME), true, "historian 2"));
                }
                yield object;
            }
            case "array" -> make.arrayNode().add(example(schema.path("items"), with(path, "0")));
            case "boolean" -> make.booleanNode(true);
            case "integer" -> {
                places.add(new Place(path, false, schema.at("/examples/0").toString()));
                yield schema.at("/examples/0");
            }
            case "string" -> {
                JsonNode right =
                        schema.has("enum") ? schema.at("/enum/0") : schema.at("/examples/0");
                places.add(new Place(path, false, right.asString("x")));
                yield right.isString() ? right : make.stringNode("x");
            }
            default -> throw new IllegalStateException("no example for " + path + ": " + schema);
        };
    }

    private static List<String> with(List<String> path, String key) {
        List<String> longer = new ArrayList<>(path);
        longer.add(key);
        return longer;
    }

    /** The next one; the places take turns. */
    public Sample next(int number) {
        Place place = places.get(number % places.size());
        String text = number < places.size() ? place.right() : mutated(place.right());
        ObjectNode document = exemplar.deepCopy();
        JsonNode parent = document;
        for (String key : place.path().subList(0, place.path().size() - 1)) {
            parent = parent.isArray() ? parent.get(Integer.parseInt(key)) : parent.get(key);
        }
        String last = place.path().getLast();
        switch (parent) {
            case ArrayNode array -> array.set(0, JsonNodeFactory.instance.stringNode(text));
            case ObjectNode object when place.key() -> object.set(text, object.remove(last));
            default -> ((ObjectNode) parent).put(last, text);
        }
        return new Sample(ESCAPING.writeValueAsString(document), told(place), text);
    }

    private String mutated(String right) {
        StringBuilder text = new StringBuilder(random.nextInt(12) == 0 ? "" : right);
        for (int changes = random.nextInt(1, 5); changes > 0; changes--) {
            int at = random.nextInt(text.length() + 1);
            int end = Math.min(text.length(), at + random.nextInt(5));
            switch (random.nextInt(6)) {
                case 0 -> text.insert(at, odd());
                case 1 -> text.delete(at, end);
                case 2 -> text.replace(at, end, odd());
                case 3 -> text.insert(at, text.substring(at, end));
                case 4 -> text.append(odd());
                default -> text.insert(at, plain());
            }
        }
        return text.toString();
    }

    private String odd() {
        return random.nextInt(4) == 0
                ? Character.toString((char) random.nextInt(0x10000))
                : ODD.get(random.nextInt(ODD.size()));
    }

    /** What is likely right, so that something is accepted. */
    private String plain() {
        String likely = "0123456789abcdef:./- _AZ";
        return String.valueOf(likely.charAt(random.nextInt(likely.length())));
    }
}
