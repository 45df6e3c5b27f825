package dev.pluginsuite.contracts.requirement;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.util.TreeScanner;
import dev.pluginsuite.contracts.document.Sources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads JUnit's {@code @Tag}s from the sources of all tests. A test that is disabled shows nothing.
 */
public final class TestTags {
  private static final Set<String> TESTS =
      Set.of("Test", "ParameterizedTest", "RepeatedTest", "TestFactory", "Property", "Example");
  private static final int DEEPEST_MODULE = 2;

  private final Path root;
  private final List<TaggedTest> found = new ArrayList<>();

  private TestTags(Path root) {
    this.root = root;
  }

  /**
   * @param root the folder of the project
   */
  public static List<TaggedTest> in(Path root) {
    var tags = new TestTags(root);
    Sources.of(folders(root))
        .read(
            (unit, trees) -> {
              var file = Path.of(unit.getSourceFile().toUri());
              unit.getTypeDecls().forEach(it -> tags.new Reader(file).scan(it, null));
            });
    return tags.found;
  }

  private static List<Path> folders(Path root) {
    try (var files = Files.walk(root, DEEPEST_MODULE)) {
      return files
          .map(it -> it.resolve("src/test/java"))
          .filter(Files::isDirectory)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(root + " cannot be read", e);
    }
  }

  private final class Reader extends TreeScanner<@Nullable Void, @Nullable Void> {
    private final Path file;
    private String type = "";

    Reader(Path file) {
      this.file = root.toAbsolutePath().relativize(file);
    }

    @Override
    public @Nullable Void visitClass(ClassTree node, @Nullable Void nothing) {
      var outer = type;
      type = outer.isEmpty() ? node.getSimpleName().toString() : outer + "." + node.getSimpleName();
      if (node.getMembers().stream().anyMatch(it -> it instanceof MethodTree m && isTest(m))) {
        add(node.getModifiers(), type);
      }
      super.visitClass(node, null);
      type = outer;
      return null;
    }

    @Override
    public @Nullable Void visitMethod(MethodTree node, @Nullable Void nothing) {
      if (isTest(node)) {
        add(node.getModifiers(), type + "." + node.getName());
      }
      return null;
    }

    private void add(ModifiersTree modifiers, String name) {
      if (!has(modifiers, Set.of("Disabled"))) {
        tags(modifiers).forEach(it -> found.add(new TaggedTest(it, file, name)));
      }
    }
  }

  private static boolean isTest(MethodTree method) {
    return has(method.getModifiers(), TESTS) && !has(method.getModifiers(), Set.of("Disabled"));
  }

  private static boolean has(ModifiersTree modifiers, Set<String> annotations) {
    return modifiers.getAnnotations().stream()
        .anyMatch(it -> annotations.contains(it.getAnnotationType().toString()));
  }

  private static Stream<String> tags(ModifiersTree modifiers) {
    return modifiers.getAnnotations().stream()
        .filter(it -> it.getAnnotationType().toString().equals("Tag"))
        .map(TestTags::value);
  }

  private static String value(AnnotationTree tag) {
    var texts = new ArrayList<String>();
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitLiteral(LiteralTree node, @Nullable Void nothing) {
        texts.add(String.valueOf(node.getValue()));
        return null;
      }
    }.scan(tag, null);
    return String.join("", texts);
  }
}
