import { ApplicationSetGenerator, checkGenerators, giveClusters, labelsOf, requireLabels } from './generators';
import { labelsRead, oldPlaceholder, textsIn } from './go-template';
import { ApplicationSetFleetProps } from './props';
import { FleetSource } from './source';
import { settingsOf, templateOf } from './spec';
import { dynamicSources } from './template';
import { WAVE_LABEL } from './waves';
import type { ApplicationSetSpec, ApplicationSetSpecGenerators } from '../../../imports/argo-cd';

const LIST_ONLY = ['clusters', 'matchLabels', 'regions'] as const;
export const DYNAMIC_ONLY = ['applicationName', 'destination', 'wave'] as const;

/**
 * `spec` of an ApplicationSet whose generators find the clusters at run time.
 *
 * @throws for props of the other form, functions, templates without `goTemplate`, and generators that Argo CD refuses
 */
export function dynamicSpec(path: string, props: ApplicationSetFleetProps, name: string, sources: readonly FleetSource[]): ApplicationSetSpec {
  const generators = props.generators!;
  checkForm(path, props, sources);
  checkGenerators(`${path}: generators`, generators);
  const clusters = giveClusters(generators);
  const applicationName = props.applicationName ?? (clusters ? `${name}-{{ .nameNormalized }}` : missing(path, 'applicationName', '{{ .path.basename }}'));
  const destination = props.destination ?? (clusters ? { server: '{{ .server }}' } : missing(path, 'destination', '{ server: \'{{ .url }}\' }'));
  const template = templateOf(props, {
    name: applicationName,
    labels: { ...props.labels as Readonly<Record<string, string>>, ...(props.waves ? { [WAVE_LABEL]: props.wave! } : {}) },
    annotations: { ...props.annotations as Readonly<Record<string, string>> },
    sources: dynamicSources(sources, name),
    destination,
  });
  const texts = textsIn([template, generators]);
  checkTexts(path, texts);
  const guarded: readonly ApplicationSetGenerator[] = requireLabels(generators, labelsOf(texts));
  return { ...settingsOf(props), generators: guarded as readonly ApplicationSetSpecGenerators[], template };
}

function checkForm(path: string, props: ApplicationSetFleetProps, sources: readonly FleetSource[]): void {
  const listed = LIST_ONLY.filter(prop => props[prop] !== undefined);
  if (listed.length > 0) {
    throw new Error(`${path}: ${listed.join(', ')}: generators find the clusters at run time; write a selector in a cluster generator, or leave generators out`);
  }
  const computed = [...sources, props.labels ?? {}, props.annotations ?? {}].flatMap(part => Object.entries(part)).find(([, value]) => typeof value === 'function');
  if (computed) {
    throw new Error(`${path}: ${computed[0]}: a function knows the clusters of the fleet, and generators find others at run time; write a Go template,`
      + ' \'{{ .metadata.labels.region }}\' for the label region of a cluster, or leave generators out');
  }
  const selecting = (props.waves ?? []).find(({ clusters, matchLabels, regions }) => clusters ?? matchLabels ?? regions);
  if (selecting) {
    throw new Error(`${path}: waves: ${selecting.name} selects clusters, and generators find them at run time; write only the names, and a Go template as wave`);
  }
  if ((props.waves === undefined) !== (props.wave === undefined)) {
    throw new Error(`${path}: with generators, waves and wave go together: waves names the waves in their order, wave gives each Application its own,`
      + ' \'{{ .metadata.labels.wave }}\'');
  }
}

function checkTexts(path: string, texts: readonly string[]): void {
  for (const text of texts) {
    const old = oldPlaceholder(text);
    if (old) {
      throw new Error(`${path}: '${text}': ${old.written} is a placeholder of ApplicationSets without goTemplate, which leave an unknown name in the text; write ${old.meant}`);
    }
    const dashed = labelsRead(text).fields.find(label => !/^\w+$/.test(label));
    if (dashed !== undefined) {
      throw new Error(`${path}: '${text}': a Go template cannot read .metadata.labels.${dashed}; write {{ index .metadata.labels "${dashed}" }}`);
    }
  }
}

function missing(path: string, prop: string, example: string): never {
  throw new Error(`${path}: ${prop} is missing: these generators do not give clusters; write a Go template, for example ${example}`);
}
