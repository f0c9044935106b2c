import { ApplicationSetRule, findingOn, named } from './rule';

/** Clusters that are in no wave or in several. */
export const applicationSetWaves: ApplicationSetRule = {
  code: 'application-set-waves',
  severity: 'error',
  summary: 'The waves of an ApplicationSetFleet leave out one of its clusters, or have one twice.',
  why: 'The controller never syncs an Application that no step selects, and says nothing; one in two steps is taken in the first (Argo CD v3.5.1,'
    + ' applicationset/progressivesync/progressive_sync.go, buildAppDependencyList).',
  fix: 'Have each cluster in one wave; a wave that selects nothing takes the rest.',
  check: settled => {
    const { application: { name, waves }, targets: { targets } } = settled;
    const without = waves.length === 0 ? [] : targets.filter(target => target.waves.length === 0).map(target => target.cluster.name);
    const twice = targets.filter(target => target.waves.length > 1);
    return [
      ...(without.length === 0 ? [] : [findingOn(applicationSetWaves, settled, without,
        `waves of application ${name} (${waves.map(wave => wave.name).join(', ')}) leave out ${named(without)}, which would never be updated: select them in a wave,`
        + ' or add a last wave that selects nothing and takes the rest')]),
      ...twice.map(({ cluster, waves: several }) => findingOn(applicationSetWaves, settled, [cluster.name],
        `waves ${several.join(' and ')} of application ${name} both select ${cluster.name}: select it in one of them`)),
    ];
  },
};
