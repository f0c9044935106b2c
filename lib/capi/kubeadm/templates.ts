import { Construct } from 'constructs';
import { HashedTemplate, HashedTemplateProps, specHash } from '../hashed-template';

/**
 * The templates of one cluster.
 *
 * Hand-written clusters often share a template between the control plane and pools, so a pinned name that is given several times is one object.
 */
export class Templates {
  private readonly pinned = new Map<string, { readonly template: HashedTemplate; readonly hash: string; readonly role: string }>();

  /**
   * @param spec what is compared for a pinned name that is given several times, where `props.spec` is known later
   * @throws when a pinned name is given for two specs
   */
  public make(path: string, scope: Construct, id: string, props: HashedTemplateProps, spec: object = props.spec): HashedTemplate {
    if (props.pinnedName === undefined) {
      return new HashedTemplate(scope, id, props);
    }
    const key = `${props.kind}/${props.pinnedName}`;
    const hash = specHash('', props.kind, spec);
    const present = this.pinned.get(key);
    if (present === undefined) {
      const template = new HashedTemplate(scope, id, props);
      this.pinned.set(key, { template, hash, role: props.role });
      return template;
    }
    if (present.hash !== hash) {
      throw new Error(`${path}.names: ${props.kind} '${props.pinnedName}' is also the template of ${present.role}, with another spec; give it another name or the same spec`);
    }
    return present.template;
  }
}
