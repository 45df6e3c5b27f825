package dev.pluginsuite.deployment.target;

import static dev.pluginsuite.deployment.target.TargetStatus.RUNNING;
import static dev.pluginsuite.deployment.target.TargetStatus.SUCCEEDED;
import static dev.pluginsuite.deployment.target.TargetStatus.TIMED_OUT;

import dev.pluginsuite.deployment.window.OpeningService;

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
             d.plugin_id, case when s.withdrawn_at is null then cast(d.configuration as varchar) else '{}' end, d.activate, d.created_by,
             cast(s.expected_installation_id as varchar), s.expected_generation, s.withdrawn_at is not null,
             cast(extract(epoch from s.closes_at) * 1000 as bigint)
      from sent s join plugin_deployments d on d.id = s.deployment_id order by s.site_id""";

  /** The deployments in {@code counted}, and how many targets were counted. */
  static final String COUNTED = "select cast(id as varchar), cast(targets as integer) from counted";

  /** Held until the end, so that a deployment is not cancelled while its commands are written. */
  static final String LOCK_RUNNING =
      "select 1 from plugin_deployments where id = ?1 and status = 'IN_PROGRESS' for no key update";

  /**
   * Parameters: deployment, batch, seconds until it is sent again, seconds until it has failed
   * where the strategy does not say. Sites of later waves wait, and those beyond {@code
   * maxParallel}; so does a site at which another deployment of the plugin is running, or has been
   * waiting for longer, and one that is closed.
   */
  static final String START =
      """
      with deployment as (
        select wave, rollback_of, ignores_windows, cast(strategy ->> 'maxParallel' as integer) as parallel,
          coalesce(extract(epoch from cast(strategy ->> 'targetTimeout' as interval)), cast(?4 as double precision)) as patience,
          (select count(*) from plugin_deployment_targets where deployment_id = ?1 and status = 'RUNNING') as running
        from plugin_deployments where id = ?1),
      chosen as (
        select t.id from plugin_deployment_targets t
        where t.deployment_id = ?1 and t.status %1$s and t.wave <= (select wave from deployment)
          and (t.not_before is null or t.not_before <= now())
          and ((select ignores_windows from deployment) or %2$s)
          and (t.holds_site or not exists (
            select 1 from plugin_deployment_targets o
            where o.plugin_id = t.plugin_id and o.site_id = t.site_id and o.holds_site))
          and (t.holds_site or (select rollback_of from deployment) is not null or not exists (
            select 1 from plugin_deployment_targets o join plugin_deployments od on od.id = o.deployment_id
            where o.plugin_id = t.plugin_id and o.site_id = t.site_id and o.status = 'PENDING'
              and o.wave <= od.wave and (o.not_before is null or o.not_before <= now())
              and od.status = 'IN_PROGRESS' and o.deployment_id < t.deployment_id
              and (od.ignores_windows or %2$s)))
        order by t.wave, t.site_id
        limit (select greatest(0, least(?2, coalesce(parallel - running, ?2))) from deployment) for update of t),
      sent as (
        update plugin_deployment_targets t
        set status = 'RUNNING', holds_site = true, command_id = gen_random_uuid(), started_at = now(), sends = 1,
            accepted_at = null, withdrawn_at = null, problem = null,
            closes_at = case when (select ignores_windows from deployment) then null
              else (select k.closes_at from known_sites k where k.site_id = t.site_id) end,
            baseline = coalesce(t.baseline, (
              select h.status from known_health h where h.site_id = t.site_id and h.plugin_id = t.plugin_id order by h.generation desc limit 1)),
            resend_at = now() + ?3 * interval '1 second', deadline_at = now() + (select patience from deployment) * interval '1 second'
        from chosen where t.id = chosen.id
        returning t.*),
      counted as (
        update plugin_deployments d set revision = d.revision + 1
        where d.id = ?1 and exists (select 1 from sent) returning d.id)
      """
              .formatted(TargetStatus.before(RUNNING), OpeningService.OPEN)
          + COMMANDS;

  /** Parameters: batch, seconds the first time, seconds at most. The command stays the same one. */
  static final String SEND_AGAIN =
      """
      with chosen as (
        select t.id from plugin_deployment_targets t join plugin_deployments d on d.id = t.deployment_id
        where t.status = 'RUNNING' and t.accepted_at is null and t.resend_at <= now() and d.status in ('IN_PROGRESS', 'PAUSED')
          and not d.withdrawing
        order by t.resend_at limit ?1 for update of t skip locked),
      sent as (
        update plugin_deployment_targets t
        set sends = t.sends + 1,
            resend_at = now() + least(?2 * power(2, least(t.sends, 20)), ?3) * interval '1 second'
        from chosen where t.id = chosen.id
        returning t.*)
      """
          + COMMANDS;

  /**
   * Parameters: batch, seconds the first time, seconds at most. What was asked for by deployments
   * that are not wanted any more, until it is answered. The deployment is not locked: whoever
   * withdraws holds it, and a site that answers takes its target first.
   */
  static final String WITHDRAW =
      """
      with chosen as (
        select t.id from plugin_deployment_targets t join plugin_deployments d on d.id = t.deployment_id
        where t.status = 'RUNNING' and d.withdrawing and (t.withdrawn_at is null or t.resend_at <= now())
        order by t.id limit ?1 for update of t skip locked),
      sent as (
        update plugin_deployment_targets t
        set sends = case when t.withdrawn_at is null then 1 else t.sends + 1 end, withdrawn_at = coalesce(t.withdrawn_at, now()),
            resend_at = now() + least(?2 * power(2, case when t.withdrawn_at is null then 0 else least(t.sends, 20) end), ?3) * interval '1 second'
        from chosen where t.id = chosen.id
        returning t.*)
      """
          + COMMANDS;

  /** Parameter: deployments. Those that this transaction has given up on. */
  static final String GIVEN_UP =
      """
      with sent as (
        select * from plugin_deployment_targets
        where deployment_id = any(?1) and status = 'TIMED_OUT' and withdrawn_at = now())
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
   * Parameters: command, problem. A site that could not do it, and has a try left, is to be asked
   * once more.
   */
  static final String TRY_AGAIN =
      """
      with again as (
        update plugin_deployment_targets t
        set status = 'PENDING', attempt = t.attempt + 1, problem = cast(cast(?2 as varchar) as jsonb),
            not_before = now() + cast(d.strategy -> 'retry' ->> 'after' as interval) * power(2, t.attempt - 1)
        from plugin_deployments d
        where t.command_id = ?1 and t.status = 'RUNNING' and d.id = t.deployment_id and d.status = 'IN_PROGRESS' and not d.withdrawing
          and t.attempt <= cast(d.strategy -> 'retry' ->> 'times' as integer)
        returning t.deployment_id)
      update plugin_deployments d set revision = d.revision + 1 from again where d.id = again.deployment_id""";

  /** Parameter: command. It came too late for the window; there will be another one. */
  static final String WAIT_AGAIN =
      """
      with again as (
        update plugin_deployment_targets t set status = 'PENDING'
        from plugin_deployments d
        where t.command_id = ?1 and t.status = 'RUNNING' and d.id = t.deployment_id and d.status in ('IN_PROGRESS', 'PAUSED')
          and not d.withdrawing
        returning t.deployment_id)
      update plugin_deployments d set revision = d.revision + 1 from again where d.id = again.deployment_id""";

  /**
   * Parameters: command, status, installation or nothing, problem or nothing, generation or
   * nothing. Waves after their deployment, as everywhere.
   */
  static final String END =
      """
      with ended as (
        update plugin_deployment_targets t
        set status = ?2, ended_at = now(), holds_site = false,
            installation_id = coalesce(cast(nullif(?3, '') as uuid), t.installation_id), problem = cast(nullif(?4, '') as jsonb),
            generation = cast(nullif(?5, '') as bigint)
        where t.command_id = ?1 and t.status %s
        returning t.deployment_id, t.wave, case t.status when 'SUCCEEDED' then 1 else 0 end as good,
          case t.status when 'FAILED' then 1 else 0 end as bad, case t.status when 'SKIPPED' then 1 else 0 end as skipped,
          case t.status when 'CANCELLED' then 1 else 0 end as cancelled),
      counted as (
        update plugin_deployments d
        set success_count = d.success_count + ended.good, failure_count = d.failure_count + ended.bad,
            skipped_count = d.skipped_count + ended.skipped, cancelled_count = d.cancelled_count + ended.cancelled,
            revision = d.revision + 1
        from ended where d.id = ended.deployment_id
        returning d.id, 1 as targets),
      waved as (
        update plugin_deployment_waves w
        set success_count = w.success_count + ended.good, failure_count = w.failure_count + ended.bad,
            other_count = w.other_count + ended.skipped + ended.cancelled
        from ended join counted on counted.id = ended.deployment_id
        where w.deployment_id = ended.deployment_id and w.number = ended.wave)
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
        set status = 'TIMED_OUT', ended_at = now(), withdrawn_at = now(), holds_site = false, problem = cast(cast(?2 as varchar) as jsonb)
        from late where t.id = late.id
        returning t.deployment_id, t.wave),
      sums as (select deployment_id, count(*) as targets from ended group by deployment_id),
      wave_sums as (select deployment_id, wave, count(*) as targets from ended group by deployment_id, wave),
      counted as (
        update plugin_deployments d set failure_count = d.failure_count + sums.targets, revision = d.revision + 1
        from sums where d.id = sums.deployment_id
        returning d.id, sums.targets),
      waved as (
        update plugin_deployment_waves w set silent_count = w.silent_count + wave_sums.targets
        from wave_sums join counted on counted.id = wave_sums.deployment_id
        where w.deployment_id = wave_sums.deployment_id and w.number = wave_sums.wave)
      """
              .formatted(TargetStatus.before(TIMED_OUT))
          + COUNTED;

  /** Parameter: deployment, whose row the caller has locked. What runs ends by itself. */
  static final String CANCEL =
      """
      with ended as (
        update plugin_deployment_targets t set status = 'CANCELLED', ended_at = now(), holds_site = false
        where t.deployment_id = ?1 and t.status = 'PENDING'
        returning t.wave),
      sums as (select wave, count(*) as targets from ended group by wave),
      waved as (
        update plugin_deployment_waves w set other_count = w.other_count + sums.targets
        from sums where w.deployment_id = ?1 and w.number = sums.wave)
      update plugin_deployments d set cancelled_count = d.cancelled_count + (select count(*) from ended) where d.id = ?1""";

  /** Parameter: deployment, whose row the caller has locked. What failed is to be asked anew. */
  static final String RETRY =
      """
      with again as (
        select id, wave, status from plugin_deployment_targets
        where deployment_id = ?1 and status in ('FAILED', 'TIMED_OUT') for update),
      pending as (
        update plugin_deployment_targets t
        set status = 'PENDING', attempt = 1, not_before = now(), ended_at = null
        from again where t.id = again.id
        returning t.id),
      sums as (
        select wave, count(*) filter (where status = 'FAILED') as failed, count(*) filter (where status = 'TIMED_OUT') as silent
        from again group by wave),
      waved as (
        update plugin_deployment_waves w
        set failure_count = w.failure_count - sums.failed, silent_count = w.silent_count - sums.silent, forgiven = 0,
            status = 'RUNNING', ended_at = null
        from sums where w.deployment_id = ?1 and w.number = sums.wave)
      update plugin_deployments d
      set failure_count = d.failure_count - (select count(*) from pending), revision = d.revision + 1 where d.id = ?1""";

  private TargetMoves() {}
}
