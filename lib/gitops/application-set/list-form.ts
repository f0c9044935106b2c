import type { Baked } from './baked';
import { templateDestination } from './element';
import { literal } from './go-template';
import { ApplicationSetFleetProps } from './props';
import { settingsOf, templateOf } from './spec';
import type { Application } from './targets';
import { templateSources } from './template';
import { WAVE_LABEL } from './waves';
import type { ApplicationSetSpec } from '../../../imports/argo-cd';

/** `spec` of an ApplicationSet that lists its clusters, without the elements of the list. */
export function listSpec(props: ApplicationSetFleetProps, application: Application, baked: Baked): ApplicationSetSpec {
  const { targets: { targets }, elements } = baked;
  return {
    ...settingsOf(props),
    generators: [],
    template: templateOf(props, {
      name: '{{ .application }}',
      labels: { ...templateTexts('labels', application.labels), ...(application.waves.length > 0 ? { [WAVE_LABEL]: '{{ .wave }}' } : {}) },
      annotations: templateTexts('annotations', application.annotations),
      sources: elements.length > 0 ? templateSources(application.sources, targets[0].sources) : {},
      destination: templateDestination(elements, targets.some(target => target.cluster.role === 'member')),
    }),
  };
}

/** Labels or annotations: the text of the program, or the one in the element where a function makes it. */
function templateTexts(field: 'labels' | 'annotations', texts: Application['labels']): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(texts).map(([key, text]) =>
    [literal(key), typeof text === 'string' ? literal(text) : `{{ index .${field} ${JSON.stringify(key)} }}`]));
}
