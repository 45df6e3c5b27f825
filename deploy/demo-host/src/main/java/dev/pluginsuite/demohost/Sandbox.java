package dev.pluginsuite.demohost;

import java.util.List;
import java.util.function.Function;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.ContextFactory;
import org.mozilla.javascript.RhinoException;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;

/** Where scripts run: interpreted, counted, without a way to Java, each plugin in its own scope. */
final class Sandbox extends ContextFactory {
  private static final Sandbox ONLY = new Sandbox();
  private static final int CHECK_EVERY = 10_000;
  private static final int MAX_DEPTH = 1_000;

  /** Globals of the engine that no plugin needs and that reach into its workings. */
  private static final List<String> WITHHELD =
      List.of("Call", "Continuation", "JavaException", "Script", "With");

  private Sandbox() {}

  static Scriptable newScope() {
    try (var cx = ONLY.enterContext()) {
      var scope = cx.initSafeStandardObjects();
      WITHHELD.forEach(scope::delete);
      return scope;
    }
  }

  /**
   * Runs work in a scope. A plugin that calls another gets a second context on the same thread:
   * within one context, errors of the callee would be made of the caller's prototypes.
   */
  static <T> T run(Scriptable scope, Budget budget, Function<Context, T> work) {
    var caller = Context.getCurrentContext();
    if (caller != null) {
      Context.exit();
    }
    try (var cx = (Guarded) ONLY.enterContext()) {
      cx.budget = budget;
      budget.begin();
      return topCall(cx, scope, work);
    } catch (RhinoException thrown) {
      throw ScriptFailure.of(thrown);
    } catch (Budget.Spent spent) {
      throw new ScriptFailure(String.valueOf(spent.getMessage()));
    } catch (StackOverflowError tooDeep) {
      throw new ScriptFailure("nested too deeply");
    } catch (OutOfMemoryError tooMuch) {
      throw new ScriptFailure("asked for more memory than there is");
    } finally {
      if (caller != null) {
        ONLY.enterContext(caller);
      }
    }
  }

  static Budget budget(Context cx) {
    return ((Guarded) cx).budget;
  }

  @SuppressWarnings("unchecked")
  private static <T> T topCall(Context cx, Scriptable scope, Function<Context, T> work) {
    var nothing = new Object[0];
    return (T)
        ScriptRuntime.doTopCall((c, s, t, args) -> work.apply(c), cx, scope, scope, nothing, false);
  }

  @Override
  protected Context makeContext() {
    return new Guarded(this);
  }

  @Override
  protected boolean hasFeature(Context cx, int feature) {
    // E4X brings an XML parser, and with it a way to files.
    return feature != Context.FEATURE_E4X && super.hasFeature(cx, feature);
  }

  @Override
  protected void observeInstructionCount(Context cx, int instructions) {
    budget(cx).check();
  }

  private static final class Guarded extends Context {
    private Budget budget = new Budget(java.time.Duration.ofSeconds(10));

    Guarded(ContextFactory factory) {
      super(factory);
      setLanguageVersion(VERSION_ES6);
      setInterpretedMode(true);
      setInstructionObserverThreshold(CHECK_EVERY);
      setMaximumInterpreterStackDepth(MAX_DEPTH);
      setClassShutter(className -> false);
    }
  }
}
