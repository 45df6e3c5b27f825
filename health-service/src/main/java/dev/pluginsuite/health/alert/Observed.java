package dev.pluginsuite.health.alert;

import dev.pluginsuite.api.health.HealthState.Reason;
import dev.pluginsuite.api.health.HealthStatus;
import java.util.List;

/** How the installation was when the alert was raised. */
record Observed(HealthStatus status, List<Reason> reasons) {}
