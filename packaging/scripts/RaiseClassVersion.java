import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Rewrites jars in place so that their classes can be kept in a start-up cache (JEP 514), which takes none of a class-file
 * version below 50: the same code, with the stack maps that newer versions must have. The same input gives the same bytes.
 * Run by scripts/build as a source file; arguments: jars.
 */
final class RaiseClassVersion {
    private static final int OLDEST_CACHED = 50;

    private RaiseClassVersion() {}

    public static void main(String[] jars) throws IOException {
        for (String jar : jars) {
            raise(Path.of(jar));
        }
    }

    private static void raise(Path jar) throws IOException {
        Map<ZipEntry, byte[]> entries = new LinkedHashMap<>();
        Map<String, byte[]> classes = new LinkedHashMap<>();
        try (var file = new JarFile(jar.toFile())) {
            for (ZipEntry entry : (Iterable<ZipEntry>) file.stream().map(ZipEntry::new)::iterator) {
                byte[] bytes = file.getInputStream(entry).readAllBytes();
                entries.put(entry, bytes);
                classes.put(entry.getName(), bytes);
            }
        }
        ClassFile rewriter = rewriter(classes);
        Path raised = jar.resolveSibling(jar.getFileName() + ".raised");
        try (var out = new ZipOutputStream(Files.newOutputStream(raised))) {
            for (var entry : entries.entrySet()) {
                var same = new ZipEntry(entry.getKey().getName());
                same.setTime(entry.getKey().getTime());
                out.putNextEntry(same);
                out.write(
                        same.getName().endsWith(".class")
                                ? raised(rewriter, entry.getValue())
                                : entry.getValue());
                out.closeEntry();
            }
        }
        Files.move(raised, jar, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Merging two branches needs to know what their types have in common. */
    private static ClassFile rewriter(Map<String, byte[]> classes) {
        var own =
                ClassHierarchyResolver.ofResourceParsing(type -> {
                    String name = type.descriptorString();
                    byte[] bytes = classes.get(name.substring(1, name.length() - 1) + ".class");
                    return bytes == null ? null : new ByteArrayInputStream(bytes);
                });
        return ClassFile.of(
                StackMapsOption.GENERATE_STACK_MAPS,
                ClassHierarchyResolverOption.of(
                        own.orElse(ClassHierarchyResolver.defaultResolver())));
    }

    private static byte[] raised(ClassFile rewriter, byte[] bytes) {
        var model = rewriter.parse(bytes);
        if (model.majorVersion() >= OLDEST_CACHED) {
            return bytes;
        }
        return rewriter.transformClass(
                model,
                ClassTransform.transformingMethodBodies((code, element) -> code.with(element))
                        .andThen(
                                ClassTransform.endHandler(
                                        it -> it.withVersion(ClassFile.JAVA_17_VERSION, 0))));
    }
}
