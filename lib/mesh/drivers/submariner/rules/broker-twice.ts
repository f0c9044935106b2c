import { SubmarinerRule } from './rule';
import { finding, listed } from '../../../../fleet/rules/text';

/** Two meshes in one place: every name in it is fixed. */
export const SUBMARINER_BROKER_TWICE: SubmarinerRule = {
  code: 'submariner-broker-twice',
  severity: 'error',
  summary: 'Two Submariner meshes have their broker in one cluster, or share a member.',
  why: 'Names of namespaces and objects are fixed, so the two would write over each other: members of both would join one mesh, with two cables and two sets of '
    + 'addresses (submariner-operator v0.19 `pkg/names`, subctl v0.19 `pkg/broker`).',
  fix: 'Make one mesh of the two, or give one of them another `broker` and other members.',
  check: (model, { path, broker, atBroker }) => {
    const own = model.meshes.find(mesh => mesh.path === path)!;
    const shared = model.meshes.filter(mesh => mesh.kind === own.kind && mesh.path > path)
      .map(mesh => ({ mesh, members: mesh.members.filter(name => own.members.includes(name)) })).filter(({ members }) => members.length > 0);
    return [
      ...(atBroker.length > 1 && atBroker[0] === path ? [finding(SUBMARINER_BROKER_TWICE, [broker], atBroker,
        `${listed(atBroker)} have their broker in ${broker}, where every name is fixed: make one mesh of them, or give one another broker`)] : []),
      ...shared.map(({ mesh, members }) => finding(SUBMARINER_BROKER_TWICE, members, [path, mesh.path],
        `${listed(members)} ${members.length === 1 ? 'is a member' : 'are members'} of ${path} and of ${mesh.path}, and a cluster is in one Submariner mesh: take it out of one of them`)),
    ];
  },
};
