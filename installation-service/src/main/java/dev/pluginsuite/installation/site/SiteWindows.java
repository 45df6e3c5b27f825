package dev.pluginsuite.installation.site;

import dev.pluginsuite.api.installation.MaintenanceWindow;
import java.util.List;

/** When a site may be changed by deployments. */
record SiteWindows(List<MaintenanceWindow> all) {}
