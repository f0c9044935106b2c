import { ApplicationSetRule, findingOn } from './rule';

/** What functions of the program give for a cluster. */
export const applicationSetValue: ApplicationSetRule = {
  code: 'application-set-value',
  severity: 'error',
  summary: 'A function of an ApplicationSetFleet gives a cluster a value that cannot be used: an empty text, `overlays/undefined`, a list of another length.',
  why: 'The Application of that cluster would look for a folder that is not there; one Application that the controller cannot make stops all others of its'
    + ' ApplicationSet.',
  fix: 'Give the cluster what the function reads, its region for example, or have the function treat it apart.',
  check: settled => settled.targets.faults.map(({ cluster, field, problem }) => findingOn(applicationSetValue, settled, [cluster], `${field} for cluster '${cluster}' ${problem}`)),
};
