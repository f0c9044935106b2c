import { SubmarinerRule } from './rule';
import { tryParseKubernetesVersion } from '../../../../fleet';
import { finding } from '../../../../fleet/rules/text';
import { OLDEST_WITH_POLICIES } from '../broker-policy';

/** A broker that takes whatever a member writes. */
export const SUBMARINER_BROKER_UNGUARDED: SubmarinerRule = {
  code: 'submariner-broker-unguarded',
  severity: 'warning',
  summary: 'Nothing at the broker of a Submariner mesh keeps a member from writing over the objects of another.',
  why: 'All members write into one namespace, and a Role cannot tell their objects apart: whoever has the token of one member can have the traffic of all others '
    + 'sent to it (CVE-2026-66780, submariner-operator#4179). The policy that refuses it needs Kubernetes 1.30 at the broker.',
  fix: 'Raise the Kubernetes version of the broker, or leave `admissionPolicy` out.',
  check: (model, { path, broker, settings }) => {
    const { version } = model.clusters.find(({ name }) => name === broker)!;
    const minor = tryParseKubernetesVersion(version)?.minor ?? OLDEST_WITH_POLICIES;
    const isOld = minor < OLDEST_WITH_POLICIES;
    // A policy that was asked for on an older one is of a kind that is not served there, which is a finding of its own.
    const isGuarded = settings.admissionPolicy === true || (!isOld && settings.admissionPolicy === undefined);
    return isGuarded ? [] : [finding(SUBMARINER_BROKER_UNGUARDED, [broker], [path],
      `${path}: every member can write over the objects of the others at the broker ${broker}: ${isOld
        ? `its Kubernetes ${version} knows no ValidatingAdmissionPolicy; raise it to 1.${OLDEST_WITH_POLICIES} or later`
        : 'leave admissionPolicy out'}`)];
  },
};
