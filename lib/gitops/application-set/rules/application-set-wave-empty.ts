import { ApplicationSetRule, findingOn } from './rule';

/** Waves without a cluster. */
export const applicationSetWaveEmpty: ApplicationSetRule = {
  code: 'application-set-wave-empty',
  severity: 'warning',
  summary: 'A wave of an ApplicationSetFleet has no cluster.',
  why: 'A step without Applications is over at once: where the canaries are selected by a misspelt label, everything is updated without them.',
  fix: 'Correct what the wave selects, or leave it out where the fleet has no such cluster.',
  check: settled => {
    const { application: { name, waves }, targets: { targets } } = settled;
    const used = new Set(targets.flatMap(target => target.waves));
    return targets.length === 0 ? [] : waves.filter(wave => !used.has(wave.name)).map(wave => findingOn(applicationSetWaveEmpty, settled, [],
      `wave ${wave.name} of application ${name} has no cluster, so that the next one waits for nobody: correct what it selects, or leave it out`));
  },
};
