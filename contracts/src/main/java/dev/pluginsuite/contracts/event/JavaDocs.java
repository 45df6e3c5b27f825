package dev.pluginsuite.contracts.event;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.TreePathScanner;
import dev.pluginsuite.contracts.document.Sources;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the comments in the sources say of types, their components and their constants. */
final class JavaDocs {
  private final Map<String, String> texts = new HashMap<>();

  JavaDocs(Path sources) {
    Sources.of(List.of(sources)).read((unit, trees) -> new Reader(trees).scan(unit, null));
  }

  /** Empty if nothing is said. */
  String of(Class<?> type) {
    return texts.getOrDefault(name(type), "");
  }

  /** Of a component of a record, or a constant of an enumeration. */
  String of(Class<?> type, String member) {
    return texts.getOrDefault(name(type) + "#" + member, "");
  }

  private static String name(Class<?> type) {
    return String.valueOf(type.getCanonicalName());
  }

  private final class Reader extends TreePathScanner<@Nullable Void, @Nullable Void> {
    private final DocTrees trees;
    private String type = "";

    Reader(DocTrees trees) {
      this.trees = trees;
    }

    @Override
    public @Nullable Void visitClass(ClassTree node, @Nullable Void nothing) {
      var outer = type;
      var home =
          outer.isEmpty()
              ? String.valueOf(getCurrentPath().getCompilationUnit().getPackageName())
              : outer;
      type = home + "." + node.getSimpleName();
      var comment = trees.getDocCommentTree(getCurrentPath());
      if (comment != null) {
        texts.put(type, text(comment.getFullBody()));
        params(comment);
      }
      super.visitClass(node, null);
      type = outer;
      return null;
    }

    @Override
    public @Nullable Void visitVariable(VariableTree node, @Nullable Void nothing) {
      var comment = trees.getDocCommentTree(getCurrentPath());
      if (comment != null) {
        texts.put(type + "#" + node.getName(), text(comment.getFullBody()));
      }
      return null;
    }

    private void params(DocCommentTree comment) {
      for (var tag : comment.getBlockTags()) {
        if (tag instanceof ParamTree it) {
          texts.put(type + "#" + it.getName(), text(it.getDescription()));
        }
      }
    }
  }

  private static String text(List<? extends DocTree> parts) {
    return parts.stream()
        .map(JavaDocs::text)
        .collect(Collectors.joining())
        .replaceAll("\\s+", " ")
        .trim();
  }

  private static String text(DocTree part) {
    if (part instanceof LiteralTree it) {
      return "`" + it.getBody().getBody().strip() + "`";
    }
    if (part instanceof LinkTree it) {
      return "`" + it.getReference().getSignature().replace("#", ".") + "`";
    }
    return part.toString();
  }
}
