import { IstioRule } from './rule';
import { releaseFactCommand } from '../../../../fleet/rules/commands';
import { finding } from '../../../../fleet/rules/text';

/** Members that are in the lock and no longer in the mesh. */
export const ISTIO_MEMBER_LEFT: IstioRule = {
  code: 'istio-member-left',
  severity: 'warning',
  summary: 'A cluster was a member of an Istio mesh, and is not any more.',
  why: 'The others forget it within three hours, when the kubeconfigs have been put together anew. But what it holds goes on: its signing certificate makes identities that every '
    + 'member believes until it ends, and its kubeconfigs of the others are valid as long as their tokens.',
  fix: 'Uninstall Istio there, delete Secrets `cacerts` and `istio-remote-secrets`, and give the others a new name in `tokens` where you do not trust it any more. Then release the '
    + 'facts.',
  check: (model, { path, members, fact, networkFact }) => {
    const present = new Set(members.map(({ cluster }) => cluster.name));
    const left = model.lock.facts.filter(known => known.fact === fact && !present.has(known.owner));
    return left.map(({ owner, value }) => finding(ISTIO_MEMBER_LEFT, [owner], [path],
      `${path}: ${owner} was a member (id ${value} in ${model.lockName}), and its signing certificate and its tokens for the others still count: uninstall Istio there, delete`
      + ` Secrets cacerts and istio-remote-secrets, then run ${releaseFactCommand(owner, fact)} and ${releaseFactCommand(owner, networkFact)}`));
  },
};
