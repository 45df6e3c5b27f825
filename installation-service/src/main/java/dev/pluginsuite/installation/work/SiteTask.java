package dev.pluginsuite.installation.work;

import java.util.UUID;

/**
 * Something to be done at one of many sites.
 *
 * @param kind whose it is
 * @param subjectId what it is about
 * @param detail what its handler wants to know besides
 */
public record SiteTask(String kind, UUID subjectId, String siteId, String detail) {}
