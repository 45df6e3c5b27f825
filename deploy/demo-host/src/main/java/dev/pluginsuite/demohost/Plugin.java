package dev.pluginsuite.demohost;

import static dev.pluginsuite.demohost.ProblemType.SCRIPT_FAILED;

import java.time.Duration;
import java.util.List;

/** One version of a plugin, loaded and ready for its hooks. */
final class Plugin {
  private static final System.Logger LOG = System.getLogger(Plugin.class.getName());
  private static final Duration START_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(2);

  final PluginManifest manifest;
  final Activation activation;
  final Script script;
  private final ScriptContext context;
  private final Workers workers;

  private Plugin(
      PluginManifest manifest,
      Activation activation,
      Script script,
      ScriptContext context,
      Workers workers) {
    this.manifest = manifest;
    this.activation = activation;
    this.script = script;
    this.context = context;
    this.workers = workers;
  }

  /** Runs the main script and its activate(); nobody sees the plugin before both are done. */
  static Plugin load(
      PluginManifest manifest, Activation activation, Script.Source source, Workers workers) {
    try {
      var script = workers.run(START_TIMEOUT, budget -> started(manifest, source, budget));
      return new Plugin(manifest, activation, script, source.context(), workers);
    } catch (ScriptFailure failure) {
      var reason = source.context().hidden().clean(failure.reason());
      throw SCRIPT_FAILED.because("%s %s".formatted(manifest.id(), reason));
    }
  }

  private static Script started(PluginManifest manifest, Script.Source source, Budget budget) {
    var script = Script.load(source, manifest.main(), budget);
    var functions = script.functions(budget);
    for (var hook : manifest.hooks()) {
      if (!functions.contains(hook.handler())) {
        throw new ScriptFailure(
            "exports no function '%s' for its hook %s".formatted(hook.handler(), hook.point()));
      }
    }
    if (functions.contains("activate")) {
      script.call("activate", List.of(), budget);
    }
    return script;
  }

  HookResult handle(Hook hook, String payload) {
    var before = System.nanoTime();
    try {
      var text =
          workers.run(
              hook.timeout(), budget -> script.call(hook.handler(), List.of(payload), budget));
      return HookResult.of(this, context.hidden().clean(Json.tree(text)), count(before));
    } catch (ScriptFailure failure) {
      context.counter().failed();
      return HookResult.failed(this, clean(failure), count(before));
    }
  }

  private long count(long before) {
    var took = System.nanoTime() - before;
    context.counter().ran(took);
    return took;
  }

  /** Tells the plugin that it stops. It stops whether it likes it or not. */
  void stop() {
    try {
      workers.run(STOP_TIMEOUT, this::stopped);
    } catch (ScriptFailure failure) {
      LOG.log(System.Logger.Level.WARNING, "{0} while stopping {1}", clean(failure), id());
    }
  }

  private String clean(ScriptFailure failure) {
    return context.hidden().clean(failure.reason());
  }

  private boolean stopped(Budget budget) {
    if (script.functions(budget).contains("deactivate")) {
      script.call("deactivate", List.of(), budget);
    }
    return true;
  }

  String id() {
    return manifest.id();
  }

  String version() {
    return manifest.version();
  }

  Counter.Stats stats() {
    return context.counter().stats();
  }
}
