/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Why a change was made, as the ledger keeps it: always Chinese, the ledger's own language, whatever the window
 * speaks. Names of kinds and fields that stand in one are those of the tables. All of the program's reasons are
 * here, so that they can be shown in the reader's language again. */
#define KA_WHY_CREATE N_ ("新增%s“%s”")
#define KA_WHY_CHANGE N_ ("修改%s“%s”")
#define KA_WHY_NEW N_ ("新建%s“%s”")
#define KA_WHY_SAVE N_ ("保存%s“%s”")
#define KA_WHY_DELETE N_ ("删除%s“%s”")
#define KA_WHY_CHANGE_SOME N_ ("修改%s%u条的“%s”")
#define KA_WHY_DELETE_SOME N_ ("删除%s%u条")
#define KA_WHY_CREATE_ONE N_ ("新增%s")
#define KA_WHY_MERGE N_ ("合并%s“%s”到“%s”")
#define KA_WHY_SET N_ ("设置“%s”")
#define KA_WHY_UNDO N_ ("撤销：%s")
#define KA_WHY_REDO N_ ("重做：%s")
#define KA_WHY_RESTORE N_ ("恢复%s到第 %u 号修订")
#define KA_WHY_IMPORT N_ ("导入“%s”")
#define KA_WHY_IMPORT_SOME N_ ("导入“%s”等 %u 个文件")
#define KA_WHY_ATTACH N_ ("%s“%s”添加附件“%s”")
#define KA_WHY_ATTACH_SOME N_ ("%s“%s”添加%u个附件")
#define KA_WHY_REPLACE N_ ("附件“%s”换成“%s”")
#define KA_WHY_TAKE_CASES N_ ("收稿：%u件典型案例")
#define KA_WHY_FILE_CASE N_ ("案卷归档：%s")
#define KA_WHY_FINDING N_ ("问题录入：%s")
#define KA_WHY_EXAM N_ ("逢查必考")
#define KA_WHY_PAPER_DRAFT N_ ("保存%s草稿")
#define KA_WHY_PAPER_NUMBER N_ ("编号%s")
#define KA_WHY_PAPER_VOID N_ ("作废%s")
#define KA_WHY_FREEZE N_ ("锁定%s")
#define KA_WHY_FREEZE_AGAIN N_ ("锁定%s第%u版")
#define KA_WHY_REPORT_TEXT N_ ("修改%s报告“%s”的文字")
#define KA_WHY_REPORT_TEMPLATE N_ ("恢复%s报告“%s”的模板文字")
#define KA_WHY_GROUND N_ ("更换一张图的底图")
#define KA_WHY_DRAW N_ ("列入%s的抽取结果（%u项）")
#define KA_WHY_PLAN_ITEMS N_ ("沿用%d年的工作日测算项")
#define KA_WHY_PLAN N_ ("拟定%d年检查计划（%u项）")
#define KA_WHY_PLAN_MOVE N_ ("把“%s”调整到%u月")
#define KA_WHY_SCENARIO N_ ("保存规模化测算方案“%s”")
#define KA_WHY_SCENARIO_DELETE N_ ("删除规模化测算方案“%s”")
#define KA_WHY_MEASURES N_ ("%s硬措施进展“%s”填“%s”（%u项）")
#define KA_WHY_MEASURES_PUBLIC N_ ("载入公开文件提出的硬措施要求")
#define KA_WHY_MEASURES_LIST N_ ("以市级任务清单替代公开文件提出的要求")
#define KA_WHY_TARGETS N_ ("载入区县目标")
#define KA_WHY_HOLIDAYS N_ ("载入节假日")
#define KA_WHY_CRITERIA N_ ("载入案例评分项")
#define KA_WHY_ACT N_ ("%s：%s")

/* The reason in the user's language, with the names that stand in it as far as they are the program's; one of
 * somebody's own stays as it is. Caller owns. NULL: "". */
char *ka_reason_say (const char *why);

G_END_DECLS
