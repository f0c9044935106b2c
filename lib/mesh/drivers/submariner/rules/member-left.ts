import { SubmarinerRule } from './rule';
import { finding } from '../../../../fleet/rules/text';

/** Members that are in the lock and no longer in the mesh. */
export const SUBMARINER_MEMBER_LEFT: SubmarinerRule = {
  code: 'submariner-member-left',
  severity: 'error',
  summary: 'A cluster was a member of a Submariner mesh, and is not any more.',
  why: 'Its Cluster and Endpoint stay at the broker, so the other members keep a tunnel to it and routes to its addresses, also when another cluster gets them '
    + '(submariner v0.19 `pkg/controllers/datastoresyncer`). Only its own operator takes them away, when its Submariner object is deleted before the operator.',
  fix: 'Put it back with `leaving: true`, apply, and wait until its namespace `submariner-operator` has no Submariner any more. Then take it out of `members` and name its '
    + 'id in `retired`, which deletes what is left at the broker. When that Job has run, release the fact and remove the id from `retired`.',
  check: (model, { path, members, settings, fact }) => {
    const present = new Set(members.map(({ cluster }) => cluster.name));
    const { retired } = settings;
    const left = model.lock.facts.filter(known => known.fact === fact && !present.has(known.owner) && !retired.includes(known.value));
    return left.map(({ owner, value }) => {
      const exists = model.clusters.some(({ name }) => name === owner);
      return finding(SUBMARINER_MEMBER_LEFT, [owner], [path], `${path}: ${owner} was a member (id ${value} in ${model.lockName}), and its Endpoint at the broker still has the others `
        + `route to it: ${exists ? `put it back with { leaving: true } until it has cleaned up, then ` : ''}write retired: ['${value}']`);
    });
  },
};
