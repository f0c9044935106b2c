import { Construct } from 'constructs';
import { Fleet } from '../../fleet';
import { HashedTemplate, HashedTemplateProps, specHash } from '../hashed-template';

/** A template with a pinned name, and who uses it. */
interface PinnedTemplate {
  readonly template: HashedTemplate;
  readonly spec: object;
  readonly role: string;
  /** Called with its whole spec when it is rendered. */
  readonly checks: ((spec: object) => void)[];
}

/**
 * The templates of one cluster.
 *
 * Hand-written clusters often share a template between the control plane and pools, so a pinned name that is given several times is one object.
 */
export class Templates {
  private readonly pinned = new Map<string, PinnedTemplate>();

  /**
   * @param whole makes the spec of the settled fleet, where `props.spec` is only what is known before
   * @throws when a pinned name is given for two specs; when it is rendered, where only the settled fleet shows that they are two
   */
  public make(path: string, scope: Construct, id: string, props: HashedTemplateProps, whole?: () => object): HashedTemplate {
    const key = `${props.kind}/${props.pinnedName}`;
    const present = props.pinnedName === undefined ? undefined : this.pinned.get(key);
    if (present === undefined) {
      return this.makeNew(key, scope, id, props, whole);
    }
    const check = (one: object, other: object) => {
      if (specHash('', props.kind, one) !== specHash('', props.kind, other)) {
        throw new Error(`${path}.names: ${props.kind} '${props.pinnedName}' is also the template of ${present.role}, with another spec; give it another name or the same spec`);
      }
    };
    check(present.spec, props.spec);
    if (whole !== undefined) {
      present.checks.push(spec => check(spec, whole()));
    }
    return present.template;
  }

  private makeNew(key: string, scope: Construct, id: string, props: HashedTemplateProps, whole: (() => object) | undefined): HashedTemplate {
    const checks: PinnedTemplate['checks'] = [];
    const settled = (spec: object) => {
      checks.forEach(check => check(spec));
      return spec;
    };
    const template = new HashedTemplate(scope, id, whole === undefined ? props : { ...props, spec: Fleet.of(scope).lazy(() => settled(whole())) });
    if (props.pinnedName !== undefined) {
      this.pinned.set(key, { template, spec: props.spec, role: props.role, checks });
    }
    return template;
  }
}
