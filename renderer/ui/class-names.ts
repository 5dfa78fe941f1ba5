/** The class names that apply, as one string. A style sheet's module may lack a name, and React Aria takes no `undefined`. */
export function classNames(...names: (string | false | undefined)[]): string {
  return names.filter((name) => typeof name === 'string' && name !== '').join(' ');
}
