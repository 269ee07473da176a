/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-kind.h"

/* The tables of src/core/kinds/, one file a kind; only ka-kind.c names them. */
extern const KaKind ka_kind_enterprise;
extern const KaKind ka_kind_mine;
extern const KaKind ka_kind_pond;
extern const KaKind ka_kind_permit;
extern const KaKind ka_kind_person;
extern const KaKind ka_kind_duty;
extern const KaKind ka_kind_plan_year;
extern const KaKind ka_kind_draw;
extern const KaKind ka_kind_plan;
extern const KaKind ka_kind_inspection;
extern const KaKind ka_kind_hazard;
extern const KaKind ka_kind_penalty;
extern const KaKind ka_kind_discredit;
extern const KaKind ka_kind_accident;
extern const KaKind ka_kind_typical_case;
extern const KaKind ka_kind_measure;
extern const KaKind ka_kind_measure_progress;
extern const KaKind ka_kind_project;
extern const KaKind ka_kind_suspension;
extern const KaKind ka_kind_tip;
extern const KaKind ka_kind_training;
extern const KaKind ka_kind_expert_visit;
extern const KaKind ka_kind_regulator;
extern const KaKind ka_kind_target;
extern const KaKind ka_kind_setting;
extern const KaKind ka_kind_narrative;
extern const KaKind ka_kind_frozen;
extern const KaKind ka_kind_attachment;
extern const KaKind ka_kind_mapping;
extern const KaKind ka_kind_case_criterion;
extern const KaKind ka_kind_case_comment;
extern const KaKind ka_kind_postponement;
extern const KaKind ka_kind_hazard_round;
extern const KaKind ka_kind_clause;
extern const KaKind ka_kind_paper;
extern const KaKind ka_kind_paper_text;
extern const KaKind ka_kind_recusal;
extern const KaKind ka_kind_training_plan;
extern const KaKind ka_kind_workday_item;
extern const KaKind ka_kind_holiday;
extern const KaKind ka_kind_due_note;
extern const KaKind ka_kind_scenario;
extern const KaKind ka_kind_scenario_act;
extern const KaKind ka_kind_prevention;
extern const KaKind ka_kind_mine_output;
extern const KaKind ka_kind_discredit_notice;
