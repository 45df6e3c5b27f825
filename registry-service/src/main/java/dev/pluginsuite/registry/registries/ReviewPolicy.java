package dev.pluginsuite.registry.registries;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/**
 * What a registry asks of decisions about its packages.
 *
 * @param secondApprover whether a package of high risk needs two approvers
 * @param reasonRequired whether every decision needs a reason; rejecting and revoking always do
 * @param changeReferenceRequired whether every decision names the change it belongs to
 */
@Embeddable
public record ReviewPolicy(
    @Column(name = "second_approver") boolean secondApprover,
    @Column(name = "reason_required") boolean reasonRequired,
    @Column(name = "change_reference_required") boolean changeReferenceRequired) {
  static final ReviewPolicy PLAIN = new ReviewPolicy(false, false, false);
}
