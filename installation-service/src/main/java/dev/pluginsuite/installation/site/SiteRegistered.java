package dev.pluginsuite.installation.site;

/**
 * Tells the reconciler of this replica that there is work; another one would find it a little
 * later.
 */
public record SiteRegistered(String siteId) {}
