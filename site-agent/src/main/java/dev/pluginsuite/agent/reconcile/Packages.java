package dev.pluginsuite.agent.reconcile;

import dev.pluginsuite.api.installation.DesiredState;
import java.io.IOException;

/** Where packages come from. */
public interface Packages {
  Archive download(DesiredState.Plugin plugin) throws IOException, InterruptedException;

  /** Throws unless these are the bytes that were asked for and somebody entitled approved them. */
  void verify(DesiredState.Plugin plugin, Archive archive) throws IOException, InterruptedException;
}
