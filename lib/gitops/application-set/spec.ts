import { literalValue } from './go-template';
import { ApplicationSetFleetProps } from './props';
import { syncPolicyOf } from './sync-policy';
import { strategyOf } from './waves';
import type { ApplicationSetSpec, ApplicationSetSpecTemplate } from '../../../imports/argo-cd';
import { COMPARE_OPTIONS, CONTROLLER_OWNED } from '../../delivery/argo-cd/application-policy';

type Texts = Readonly<Record<string, string>>;

/** What of an ApplicationSet is told by the props alone. */
export function settingsOf(props: ApplicationSetFleetProps): Omit<ApplicationSetSpec, 'generators' | 'template'> {
  return {
    goTemplate: true,
    // Without it a missing value becomes the text `<no value>` in the Application.
    goTemplateOptions: ['missingkey=error'],
    strategy: props.waves && strategyOf(props.waves, props.deletionOrder),
    syncPolicy: { applicationsSync: props.applicationsSync ?? 'create-update', preserveResourcesOnDeletion: props.preserveResourcesOnDeletion ?? true },
    ignoreApplicationDifferences: props.ignoreApplicationDifferences,
  };
}

/** What of the template depends on how the clusters are found. */
export interface TemplateParts {
  readonly name: string;
  readonly labels: Texts;
  readonly annotations: Texts;
  readonly sources: object;
  readonly destination: { readonly name?: string; readonly server?: string };
}

/** `spec.template`. */
export function templateOf(props: ApplicationSetFleetProps, parts: TemplateParts): ApplicationSetSpecTemplate {
  const { name, labels, annotations, sources, destination } = parts;
  return {
    metadata: { name, labels: unlessEmpty(labels), annotations: { ...COMPARE_OPTIONS, ...annotations }, finalizers: props.applicationFinalizers },
    spec: {
      project: projectName(props),
      ...sources,
      destination: { ...destination, namespace: props.namespace },
      syncPolicy: literalValue(syncPolicyOf(props.syncPolicy ?? {}, props.prune ?? true, props.createNamespace ?? true)),
      ignoreDifferences: literalValue([...CONTROLLER_OWNED, ...props.ignoreDifferences ?? []]),
    },
  };
}

export function projectName({ project = 'default' }: Pick<ApplicationSetFleetProps, 'project'>): string {
  return typeof project === 'string' ? project : project.name;
}

function unlessEmpty(texts: Texts): Texts | undefined {
  return Object.keys(texts).length === 0 ? undefined : texts;
}
