package dev.pluginsuite.agent.reconcile;

import static dev.pluginsuite.agent.reconcile.Operation.ACTIVATE;
import static dev.pluginsuite.agent.reconcile.Operation.DEACTIVATE;
import static dev.pluginsuite.agent.reconcile.Operation.DOWNLOAD;
import static dev.pluginsuite.agent.reconcile.Operation.REMOVE;
import static dev.pluginsuite.agent.reconcile.Operation.SECRETS;
import static dev.pluginsuite.agent.reconcile.Operation.UNPACK;
import static dev.pluginsuite.agent.reconcile.Operation.VERIFY;

import dev.pluginsuite.agent.reconcile.Host.Activation;
import dev.pluginsuite.api.installation.DesiredState;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The single steps of a pass. Each can be repeated, and knows in whose name it fails. */
final class Steps {
  private static final Logger LOG = LoggerFactory.getLogger(Steps.class);

  private final Site site;

  Steps(Site site) {
    this.site = site;
  }

  Release name(DesiredState.Plugin plugin) throws StepFailure {
    try {
      return Release.of(plugin);
    } catch (IllegalArgumentException e) {
      throw new StepFailure(VERIFY, plugin, String.valueOf(e.getMessage()));
    }
  }

  /** Nothing to do if the release is here, or was only just removed. */
  void obtain(DesiredState.Plugin plugin, Release release)
      throws StepFailure, Unavailable, InterruptedException {
    var disk = site.disk();
    boolean isHere =
        during(UNPACK, plugin, () -> disk.releases().contains(release) || disk.putBack(release));
    if (!isHere) {
      download(plugin, release);
    }
  }

  private void download(DesiredState.Plugin plugin, Release release)
      throws StepFailure, Unavailable, InterruptedException {
    try (var archive = during(DOWNLOAD, plugin, () -> site.packages().download(plugin))) {
      run(VERIFY, plugin, () -> site.packages().verify(plugin, archive));
      run(UNPACK, plugin, () -> site.disk().unpack(release, archive));
    }
    LOG.info("Unpacked {} {}", release.pluginId(), release.version());
  }

  void fetchSecrets(DesiredState.Plugin plugin)
      throws StepFailure, Unavailable, InterruptedException {
    run(SECRETS, plugin, () -> site.secrets().fetch(plugin));
  }

  void activate(DesiredState.Plugin plugin, Release release)
      throws StepFailure, Unavailable, InterruptedException {
    var secrets = during(SECRETS, plugin, () -> site.secrets().files(plugin));
    var activation =
        new Activation(
            plugin.pluginId(),
            plugin.installationId(),
            release.version(),
            site.disk().path(release),
            plugin.configuration(),
            secrets,
            plugin.requires());
    run(ACTIVATE, plugin, () -> activate(plugin, activation));
    LOG.info("Activated {} {}", release.pluginId(), release.version());
  }

  private void activate(DesiredState.Plugin plugin, Activation activation)
      throws IOException, InterruptedException {
    try {
      site.host().activate(activation);
    } catch (Unavailable away) {
      throw away;
    } catch (IOException e) {
      // Without its cause, which would bring the text along.
      throw new IOException(site.secrets().redacted(plugin, String.valueOf(e.getMessage())));
    }
  }

  void deactivate(String pluginId, DesiredState.@Nullable Plugin plugin)
      throws StepFailure, Unavailable, InterruptedException {
    run(DEACTIVATE, plugin, () -> site.host().deactivate(pluginId));
    LOG.info("Deactivated {}", pluginId);
  }

  void remove(Release release, DesiredState.@Nullable Plugin plugin)
      throws StepFailure, Unavailable, InterruptedException {
    run(REMOVE, plugin, () -> site.disk().remove(release));
    LOG.info("Removed {} {}", release.pluginId(), release.version());
  }

  private static void run(Operation operation, DesiredState.@Nullable Plugin plugin, Action action)
      throws StepFailure, Unavailable, InterruptedException {
    during(
        operation,
        plugin,
        () -> {
          action.run();
          return true;
        });
  }

  /**
   * An interrupt is a crash we were told of: it says nothing about the plan. A bug that one plugin
   * brings to light fails that plugin's plan, and not the agent.
   */
  private static <T> T during(
      Operation operation, DesiredState.@Nullable Plugin plugin, Question<T> question)
      throws StepFailure, Unavailable, InterruptedException {
    try {
      return question.ask();
    } catch (Unavailable away) {
      throw away;
    } catch (ClosedByInterruptException stopped) {
      throw new InterruptedException();
    } catch (IOException e) {
      throw new StepFailure(operation, plugin, String.valueOf(e.getMessage()));
    } catch (RuntimeException bug) {
      LOG.error("A bug in the agent", bug);
      throw new StepFailure(operation, plugin, bug.toString());
    }
  }

  private interface Action {
    void run() throws IOException, InterruptedException;
  }

  private interface Question<T> {
    T ask() throws IOException, InterruptedException;
  }
}
