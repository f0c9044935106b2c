import { ApplicationSetRule, findingOn } from './rule';

/** Applications that run nowhere. */
export const applicationSetEmpty: ApplicationSetRule = {
  code: 'application-set-empty',
  severity: 'error',
  summary: 'An ApplicationSetFleet selects no cluster of the fleet.',
  why: 'A misspelt label selects nothing, and nothing says so: the application is then missing everywhere, and where the controller may delete it goes from'
    + ' every cluster.',
  fix: 'Correct the selection, or take the construct out of the program.',
  check: settled => {
    const { targets, unknown } = settled.targets;
    return targets.length > 0 || unknown.length > 0 ? [] : [findingOn(applicationSetEmpty, settled, [],
      `application ${settled.application.name} selects no cluster: correct clusters, matchLabels and regions, which hold at once (the hub must be named in`
      + ' clusters), or take it out of the program')];
  },
};
