import { Rule } from './rule';
import { finding } from './text';
import { didYouMean } from '../lock/names';

/** Decisions about components that nothing needs. */
export const unknownComponent: Rule = {
  code: 'unknown-component',
  severity: 'error',
  summary: 'A `HubPlatform` names a component that this library does not know and that nothing of the fleet needs.',
  why: 'With a slip of the pen in `providedByOthers` what others have installed would be installed a second time, beside it or over it; options of a provider would '
    + 'go nowhere.',
  fix: 'Correct the name, or remove the entry.',
  check: model => model.clusters.flatMap(({ name, components, unknownComponents }) => unknownComponents.map(unknown => {
    const known = components.map(({ component }) => component.name).sort();
    return finding(unknownComponent, [name], [unknown.path],
      `${unknown.path} names component '${unknown.name}', which nothing of the fleet needs on ${name}${didYouMean(unknown.name, known)}: it needs`
      + ` ${known.join(', ') || 'none'}; correct the name or remove the entry`);
  })),
};
