import { ApiObject } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { HelmTemplate } from './helm-template';
import { idOf, ObjectsToApply, objectsToApply } from './objects-to-apply';
import { HELM_HOOK, HELM_TEMPLATE } from './rules';
import { DeliveredRelease, Finding, Fleet, HelmRelease, IBoundDelivery, IDelivery, Manifest } from '../../fleet';
import { checkProps, TEXT } from '../../fleet/check-props';

/** Options for `Delivery.plainFiles`. */
export interface PlainFilesProps {
  /** The Helm binary, a path or a name that is looked up in `PATH`; it runs only when the delivery installs a chart. @default 'helm' */
  readonly helm?: string;
}

/**
 * A pipeline, or a person, applies the folders of the output. Nothing deletes what leaves them.
 *
 * A Helm chart becomes the objects that `helm template` renders: there is no release that `helm list` knows, and no hook that runs again at an
 * upgrade.
 */
export class PlainFiles implements IDelivery {
  /** How messages and the lock call it. */
  public readonly name = 'plain files';
  /** Whoever applies the folders deletes nothing by it. */
  public readonly prunes = false;
  /** No controller reads the folders. */
  public readonly readsFolders = false;
  private readonly helm: HelmTemplate;

  /** @throws when `helm` is no text */
  constructor(props: PlainFilesProps = {}) {
    checkProps('Delivery.plainFiles: ', props, {}, { helm: TEXT });
    this.helm = new HelmTemplate(props.helm ?? 'helm');
  }

  /** Called by the fleet. */
  public bind(fleet: Fleet): IBoundDelivery {
    return {
      // Whoever applies the folder of a cluster knows where the cluster is.
      deliverFolder: () => {},
      installRelease: (construct, release) => this.installRelease(fleet, construct, release),
    };
  }

  private installRelease(fleet: Fleet, construct: IConstruct, release: DeliveredRelease): void {
    const rendered = (): Rendered => {
      const settled = release.settled();
      // What another construct installs is that one's to render, and a finding names both.
      return settled.path === construct.node.path ? this.render(settled, fleet.clusterModel(release.cluster).version) : NOTHING;
    };
    const scope = new Construct(fleet.scopeOn(release.cluster, construct), `release-${release.name}`);
    fleet.makeLate(scope, late => {
      rendered().objects.forEach(manifest => new ApiObject(late, idOf(manifest), manifest));
    });
    fleet.addCheck(() => rendered().problems.map(({ message, ...problem }): Finding => ({
      ...problem, clusters: [release.cluster], paths: [construct.node.path],
      message: `${release.cluster}: Helm release ${release.name} (${construct.node.path}): ${message}`,
    })));
  }

  private render(release: HelmRelease, kubernetesVersion: string): Rendered {
    try {
      const rendered = objectsToApply(this.helm.render({ release, kubernetesVersion }), release.namespace);
      return { objects: rendered.objects, problems: aboutHooks(rendered) };
    } catch (error) {
      return { objects: [], problems: [{ code: HELM_TEMPLATE.code, severity: HELM_TEMPLATE.severity, message: (error as Error).message }] };
    }
  }
}

/** What a release comes to, and what people must know about it. */
interface Rendered {
  readonly objects: readonly Manifest[];
  readonly problems: readonly Pick<Finding, 'code' | 'severity' | 'message'>[];
}

const NOTHING: Rendered = { objects: [], problems: [] };

function aboutHooks({ hooks, upgradeHooks }: ObjectsToApply): Rendered['problems'] {
  const named = (manifests: readonly Manifest[]) => manifests.map(({ kind, metadata }) => `${kind} ${metadata.name}`).join(', ');
  const parts = [
    ...(hooks.length === 0 ? [] : [`${named(hooks)} ${hooks.length === 1 ? 'is' : 'are'} applied once like any other object`]),
    ...(upgradeHooks.length === 0 ? [] : [`${named(upgradeHooks)} ${upgradeHooks.length === 1 ? 'is' : 'are'} left out`]),
  ];
  return parts.length === 0 ? [] : [{
    code: HELM_HOOK.code,
    severity: HELM_HOOK.severity,
    message: `plain files run no Helm hooks: ${parts.join('; ')}; switch the hooks off by the values of the chart, run them by hand when the chart changes, or have a`
      + ' controller install it: Delivery.argoCd(...), Delivery.flux(...)',
  }];
}
