import { KustomizationSpec } from '../../../imports/flux-kustomize';

/** Images as `kustomize edit set image` takes them: `name=new-name:tag`, `name:tag`, `name@digest`. */
export function imagesOf(images: readonly string[]): NonNullable<KustomizationSpec['images']> {
  return images.map(image => {
    const equals = image.indexOf('=');
    const replacement = image.slice(equals + 1);
    const [, newName, newTag, digest] = /^(.*?)(?::([\w][\w.-]*))?(?:@(\S+))?$/.exec(replacement)!;
    return { name: equals < 0 ? newName : image.slice(0, equals), newName: equals < 0 ? undefined : newName, newTag, digest };
  });
}
