import { ApplicationSetRule, findingOn } from './rule';
import { applicationSetName } from '../names';

/** Waves that hold in several ApplicationSets, each for itself. */
export const applicationSetWavesDivided: ApplicationSetRule = {
  code: 'application-set-waves-divided',
  severity: 'warning',
  summary: 'An application with waves needs several ApplicationSets, and each goes through the waves by itself.',
  why: 'The controller waits for the Applications of one ApplicationSet only: a later wave of the second may begin while an earlier one of the first is not healthy.',
  fix: 'Shorten what is baked, so that one ApplicationSet is enough; or raise the revision of one wave after the other by hand, as a function of the cluster.',
  check: settled => {
    const { application: { name, waves }, placement } = settled;
    const sets = (placement?.shards ?? []).map(shard => applicationSetName(name, shard.number));
    return waves.length === 0 || sets.length < 2 ? [] : [findingOn(applicationSetWavesDivided, settled, [],
      `application ${name} needs ApplicationSets ${sets.join(', ')}, and its waves (${waves.map(wave => wave.name).join(', ')}) hold within each of them only:`
      + ' shorten what is baked, or raise targetRevision wave by wave with a function of the cluster')];
  },
};
