package dev.pluginsuite.contracts.document;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Java files as the compiler's parser reads them; nothing is compiled. */
public final class Sources {
  private final List<Path> files;

  private Sources(List<Path> files) {
    this.files = files;
  }

  /** All Java files below these folders. */
  public static Sources of(List<Path> folders) {
    return new Sources(folders.stream().flatMap(Sources::below).sorted().toList());
  }

  private static Stream<Path> below(Path folder) {
    try (var files = Files.walk(folder)) {
      return files.filter(it -> it.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be read", e);
    }
  }

  public void read(BiConsumer<CompilationUnitTree, DocTrees> reader) {
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var manager = compiler.getStandardFileManager(null, null, null)) {
      var task =
          (JavacTask)
              compiler.getTask(
                  null,
                  manager,
                  null,
                  List.of("-proc:none"),
                  null,
                  manager.getJavaFileObjectsFromPaths(files));
      var trees = DocTrees.instance(task);
      task.parse().forEach(it -> reader.accept(it, trees));
    } catch (IOException e) {
      throw new UncheckedIOException("The sources cannot be parsed", e);
    }
  }
}
