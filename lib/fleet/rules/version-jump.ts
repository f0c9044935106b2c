import { releaseFactCommand } from './commands';
import { Rule } from './rule';
import { finding } from './text';
import { tryParseKubernetesVersion } from '../kubernetes-version';
import { VERSION_FACT } from '../lock-facts';

/** Control planes that would go back, or skip a minor. */
export const versionJump: Rule = {
  code: 'version-jump',
  severity: 'error',
  summary: 'The Kubernetes version of a control plane is older than at the last synth, or more than one minor newer.',
  why: 'kubeadm upgrades a control plane one minor at a time and never back: etcd and the API server have written what an older one cannot read. '
    + 'Cluster API refuses both when it is applied (cluster-api v1.14 webhook of KubeadmControlPlane).',
  fix: 'Raise the version one minor at a time, and apply each before the next. Release the recorded version by name if it was never applied.',
  check: model => {
    const locked = new Map(model.lock.facts.filter(({ fact }) => fact === VERSION_FACT).map(({ owner, value }) => [owner, value]));
    return model.clusters.flatMap(cluster => {
      const before = tryParseKubernetesVersion(locked.get(cluster.name) ?? '');
      const now = tryParseKubernetesVersion(cluster.version);
      if (!before || !now || cluster.origin !== 'managed') {
        return [];
      }
      const back = now.minor < before.minor || (now.minor === before.minor && now.patch < before.patch);
      if (!back && now.minor <= before.minor + 1) {
        return [];
      }
      const release = `if ${before.text} was never applied, run ${releaseFactCommand(cluster.name, VERSION_FACT)}`;
      return [finding(versionJump, [cluster.name], [cluster.path], back
        ? `${cluster.name} is Kubernetes ${before.text} in ${model.lockName} and ${now.text} in the program, and a control plane cannot go back:`
          + ` write ${before.text} or newer; ${release}`
        : `${cluster.name} is Kubernetes ${before.text} in ${model.lockName} and ${now.text} in the program, and a control plane goes up one minor at a time:`
          + ` write a version of ${before.major}.${before.minor + 1} first, and apply it; ${release}`)];
    });
  },
};
