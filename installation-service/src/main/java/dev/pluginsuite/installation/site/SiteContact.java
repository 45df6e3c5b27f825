package dev.pluginsuite.installation.site;

/** Whether a site's agent was heard of lately. */
public enum SiteContact {
  CONNECTED,
  SILENT
}
