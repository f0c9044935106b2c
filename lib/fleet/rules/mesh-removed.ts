import { Rule } from './rule';
import { finding, listed } from './text';
import { groupBy } from '../collections';
import { fixedFact } from '../lock-facts';

/** How the lock knows members of a mesh. */
const MEMBER = fixedFact('mesh/');

/** Meshes that are in the lock and no longer in the program. */
export const meshRemoved: Rule = {
  code: 'mesh-removed',
  severity: 'error',
  summary: 'The lock has members of a mesh that the program no longer has.',
  why: 'Everything of the mesh would be deleted at once, the controllers before what they must clean up after: their finalizers then hang, and routes, tunnels and DNS '
    + 'servers stay in the clusters. A mesh under another name is another mesh: its Secrets and its members\' accounts have other names.',
  fix: 'Put the mesh back under its name and take its members out one by one, as the page of the mesh says. Release the facts of those that are out.',
  check: model => {
    const present = new Set(model.meshes.map(({ name }) => name));
    const clusters = new Set(model.clusters.map(({ name }) => name));
    const isGone = (fact: string) => fact.startsWith(MEMBER) && !present.has(fact.slice(MEMBER.length));
    const gone = model.lock.facts.filter(({ owner, fact }) => isGone(fact) && clusters.has(owner));
    return [...groupBy(gone, ({ fact }) => fact)].map(([fact, members]) => {
      const owners = members.map(({ owner }) => owner).sort();
      const name = fact.slice(MEMBER.length);
      return finding(meshRemoved, owners, [model.path], `mesh ${name} is not in the program, and ${model.lockName} has ${listed(owners)} as ${owners.length === 1 ? 'its member' : 'its members'}: `
        + 'put it back under that name and take its members out first');
    });
  },
};
