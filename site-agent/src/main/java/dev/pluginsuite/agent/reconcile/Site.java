package dev.pluginsuite.agent.reconcile;

/** All that a reconciler works on. Each part can be real or simulated. */
public record Site(Disk disk, Host host, Packages packages, Secrets secrets) {}
