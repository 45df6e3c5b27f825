package dev.pluginsuite.deployment.target;

import static dev.pluginsuite.deployment.target.TargetStatus.CANCELLED;
import static dev.pluginsuite.deployment.target.TargetStatus.RUNNING;
import static dev.pluginsuite.deployment.target.TargetStatus.SUCCEEDED;
import static dev.pluginsuite.deployment.target.TargetStatus.TIMED_OUT;

/**
 * The statements that move targets. Each is guarded by the status it moves from, as the state
 * machine says, and counts in the same statement: what changes no row counts nothing. Locks are
 * taken in one order everywhere: the plugin's, running targets, their deployment, pending targets.
 */
final class TargetMoves {
  /** What a command says, of the targets in {@code sent}. */
  private static final String COMMANDS =
      """
      select cast(s.command_id as varchar), cast(d.id as varchar), s.site_id, d.deployment_type, cast(d.package_id as varchar),
             d.plugin_id, cast(d.configuration as varchar), d.activate, d.created_by
      from sent s join plugin_deployments d on d.id = s.deployment_id order by s.site_id""";

  /**
   * The deployments in {@code counted}, whether nothing of them is left to end, and what was
   * counted.
   */
  private static final String COUNTED =
      """
      select cast(id as varchar), success_count + failure_count + cancelled_count = target_count, cast(targets as integer) from counted""";

  /** Held until the end, so that a deployment is not cancelled while its commands are written. */
  static final String LOCK_RUNNING =
      "select 1 from plugin_deployments where id = ?1 and status = 'IN_PROGRESS' for no key update";

  /**
   * Parameters: deployment, batch, seconds until it is sent again, seconds until it has failed. A
   * site at which another deployment of the plugin is running, or has been waiting for longer,
   * waits.
   */
  static final String START =
      """
      with chosen as (
        select t.id from plugin_deployment_targets t
        where t.deployment_id = ?1 and t.status %s
          and (t.holds_site or not exists (
            select 1 from plugin_deployment_targets o
            where o.plugin_id = t.plugin_id and o.site_id = t.site_id and o.holds_site))
          and (t.holds_site or not exists (
            select 1 from plugin_deployment_targets o join plugin_deployments od on od.id = o.deployment_id
            where o.plugin_id = t.plugin_id and o.site_id = t.site_id and o.status = 'PENDING'
              and od.status = 'IN_PROGRESS' and o.deployment_id < t.deployment_id))
        order by t.site_id limit ?2 for update of t),
      sent as (
        update plugin_deployment_targets t
        set status = 'RUNNING', holds_site = true, command_id = gen_random_uuid(), started_at = now(), sends = 1,
            resend_at = now() + ?3 * interval '1 second', deadline_at = now() + ?4 * interval '1 second'
        from chosen where t.id = chosen.id
        returning t.*),
      counted as (
        update plugin_deployments d set revision = d.revision + 1
        where d.id = ?1 and exists (select 1 from sent) returning d.id)
      """
              .formatted(TargetStatus.before(RUNNING))
          + COMMANDS;

  /** Parameters: batch, seconds the first time, seconds at most. The command stays the same one. */
  static final String SEND_AGAIN =
      """
      with chosen as (
        select t.id from plugin_deployment_targets t join plugin_deployments d on d.id = t.deployment_id
        where t.status = 'RUNNING' and t.accepted_at is null and t.resend_at <= now() and d.status = 'IN_PROGRESS'
        order by t.resend_at limit ?1 for update of t skip locked),
      sent as (
        update plugin_deployment_targets t
        set sends = t.sends + 1,
            resend_at = now() + least(?2 * power(2, least(t.sends, 20)), ?3) * interval '1 second'
        from chosen where t.id = chosen.id
        returning t.*)
      """
          + COMMANDS;

  /** Parameters: command, installation or nothing. */
  static final String ACCEPT =
      """
      with heard as (
        update plugin_deployment_targets t
        set accepted_at = now(), installation_id = coalesce(cast(nullif(?2, '') as uuid), t.installation_id)
        where t.command_id = ?1 and t.status = 'RUNNING' and t.accepted_at is null
        returning t.deployment_id)
      update plugin_deployments d set revision = d.revision + 1 from heard where d.id = heard.deployment_id""";

  /**
   * Parameters: command, status, installation or nothing, problem or nothing, successes, failures.
   */
  static final String END =
      """
      with ended as (
        update plugin_deployment_targets t
        set status = ?2, ended_at = now(), holds_site = false,
            installation_id = coalesce(cast(nullif(?3, '') as uuid), t.installation_id), problem = cast(nullif(?4, '') as jsonb)
        where t.command_id = ?1 and t.status %s
        returning t.deployment_id),
      counted as (
        update plugin_deployments d
        set success_count = d.success_count + ?5, failure_count = d.failure_count + ?6, revision = d.revision + 1
        from ended where d.id = ended.deployment_id
        returning d.*, 1 as targets)
      """
              .formatted(TargetStatus.before(SUCCEEDED))
          + COUNTED;

  static final String LATE =
      "select 1 from plugin_deployment_targets where status %s and deadline_at <= now() limit 1"
          .formatted(TargetStatus.before(TIMED_OUT));

  /** Parameters: batch, problem. Those of one deployment at a time. */
  static final String TIME_OUT =
      """
      with late as (
        select t.id from plugin_deployment_targets t
        where t.status %1$s and t.deadline_at <= now() and t.deployment_id = (
          select o.deployment_id from plugin_deployment_targets o
          where o.status %1$s and o.deadline_at <= now() order by o.deadline_at limit 1)
        order by t.site_id limit ?1 for update of t skip locked),
      ended as (
        update plugin_deployment_targets t
        set status = 'TIMED_OUT', ended_at = now(), holds_site = false, problem = cast(cast(?2 as varchar) as jsonb)
        from late where t.id = late.id
        returning t.deployment_id),
      sums as (select deployment_id, count(*) as targets from ended group by deployment_id),
      counted as (
        update plugin_deployments d set failure_count = d.failure_count + sums.targets, revision = d.revision + 1
        from sums where d.id = sums.deployment_id
        returning d.*, sums.targets)
      """
              .formatted(TargetStatus.before(TIMED_OUT))
          + COUNTED;

  /** Parameter: deployment, whose row the caller has locked. */
  static final String CANCEL =
      """
      with ended as (
        update plugin_deployment_targets t set status = 'CANCELLED', ended_at = now(), holds_site = false
        where t.deployment_id = ?1 and t.status %s
        returning t.deployment_id)
      update plugin_deployments d set cancelled_count = d.cancelled_count + (select count(*) from ended) where d.id = ?1"""
          .formatted(TargetStatus.before(CANCELLED));

  private TargetMoves() {}
}
