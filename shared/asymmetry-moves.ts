/** The differences between two peers by name, and what they can do about each (domain §3.2): all that an agreement may know of them. */

/** In the order of the document. The keys are frozen. */
export const MOVES_BY_DIMENSION = {
  influence: ['inf_first_chair', 'inf_questions_only', 'inf_no_decisions'],
  visibility: ['vis_owner_tells', 'vis_quiet_pairing', 'vis_no_public_praise'],
  network_strength: ['net_say_first', 'net_no_checking', 'net_favours_apart'],
  future_opportunities: ['fut_declare', 'fut_breaker', 'fut_elsewhere'],
  formal_level: ['lvl_ask_challenge', 'lvl_neutral_place', 'lvl_other_peer'],
  tenure: ['ten_ask_before_explaining', 'ten_fresh_first', 'ten_no_lore'],
  expertise: ['exp_which_hat', 'exp_late_advice', 'exp_same_method'],
  evaluation_power: ['eva_step_aside', 'eva_declare', 'eva_do_not_pair'],
  shared_stakes: ['stk_subject_list', 'stk_no_negotiation', 'stk_pause_dispute'],
  job_security: ['sec_safer_opens', 'sec_slower_decides', 'sec_renewal_check'],
  privileged_information: ['prv_standing_line', 'prv_hand_over', 'prv_pause'],
  belonging: ['bel_ask', 'bel_word', 'bel_share_load'],
} as const;

export type AsymmetryDimension = keyof typeof MOVES_BY_DIMENSION;
export type Move = (typeof MOVES_BY_DIMENSION)[AsymmetryDimension][number];

export const ASYMMETRY_DIMENSIONS = Object.keys(MOVES_BY_DIMENSION) as readonly AsymmetryDimension[];
