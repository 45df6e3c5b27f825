package dev.pluginsuite.installation.licence;

import java.util.Set;

/** An object, because Hibernate Reactive cannot read JSON arrays. */
record SiteIds(Set<String> ids) {}
