import { ApplicationSetRule, findingOn, named } from './rule';
import { applicationSetName } from '../names';

/** Applications that another ApplicationSet than before would have to make. */
export const applicationSetMoved: ApplicationSetRule = {
  code: 'application-set-moved',
  severity: 'warning',
  summary: 'Clusters that the lock knows no longer fit into the one ApplicationSet of their application.',
  why: 'An Application belongs to the ApplicationSet that made it, and a second one may not change it: where the first made it already, it stays as it is.',
  fix: 'Shorten what is baked, so that one ApplicationSet is enough; or, where the application is older than this message, take the owner reference off the'
    + ' Applications of these clusters once the second ApplicationSet exists.',
  check: settled => {
    const moved = settled.placement?.moved ?? [];
    const { name } = settled.application;
    return moved.length === 0 ? [] : [findingOn(applicationSetMoved, settled, moved,
      `application ${name} no longer fits into one ApplicationSet, and ${named(moved)} go into ${applicationSetName(name, 2)} and following: where`
      + ` ApplicationSet ${name} made their Applications already, take its owner reference off them, or shorten what is baked`)];
  },
};
