/** The fourteen templates that come with the app (domain §6): content, not records. Read-only; a person changes a copy. */
import content from './content/en/templates.json' with { type: 'json' };
import { TEMPLATE_SCHEMA, type Offer, type TemplateText } from './template.ts';

export interface BuiltInTemplate {
  text: TemplateText;
  /** Raised with every change of the text; answers written under an earlier one keep it. */
  version: number;
  /** Roughly how long answering takes. */
  minutes: number;
  offered: readonly Offer[];
  /** Sources, by their tags in domain §9. */
  basis: readonly string[];
}

type Content = Omit<TemplateText, 'schema'> & Omit<BuiltInTemplate, 'text'>;

// The file is ours: a test parses it with the schema and compares it with what the domain lists.
export const builtInTemplates: readonly BuiltInTemplate[] = (content as unknown as Content[]).map(({ id, chair, title, purpose, prompts, ...rest }) => ({
  text: { schema: TEMPLATE_SCHEMA, id, chair, title, purpose, prompts },
  ...rest,
}));

const byId = new Map(builtInTemplates.map((template) => [template.text.id, template]));

export function builtInTemplate(id: string): BuiltInTemplate | null {
  return byId.get(id) ?? null;
}

/** Those that fit one occasion, in the order of the domain. */
export function offeredAt(...occasions: readonly Offer[]): BuiltInTemplate[] {
  return builtInTemplates.filter(({ offered }) => offered.some((offer) => occasions.includes(offer)));
}
