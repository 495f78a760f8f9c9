"""Sentences of the proofs, and the words they are put together from."""

from collections.abc import Mapping

from indicator_engine.messages.sentence import Sentence

SENTENCES: Mapping[str, Sentence] = {
    "leaves-its-range": Sentence(
        zh="指标“{indicator}”的得分可能超出 {range}，例如：{witness}；请用 min(1, …) 等封顶",
        en="indicator {indicator!r} can leave {range}, for example with {witness}; cap it, by "
        "min(1, …) for one",
    ),
    "may-have-no-value": Sentence(
        zh="“{indicator}”可能算不出来，例如：{witness}；请收窄输入项的取值范围，或改写公式",
        en="{indicator!r} can have no value, for example with {witness}; narrow the range of its "
        "inputs, or write the formula differently",
    ),
    "direction-is-wrong": Sentence(
        zh="“{subject}”声明的方向不成立：数据由 {witness} 变为 {contrast} 时，总分朝相反方向变动",
        en="{subject!r} does not move the total as declared: it moves the other way from {witness} "
        "to {contrast}",
    ),
    "totals-without-grade": Sentence(
        zh="等级标准没有覆盖所有可能的总分，例如：{witness}",
        en="the grades do not cover every total that can be reached, for example with {witness}",
    ),
    "weight-out-of-reach": Sentence(
        zh="指标“{indicator}”无论如何得不到满分，请核对公式或分值",
        en="indicator {indicator!r} can never have full marks; check its formula or its weight",
    ),
    "never-reached": Sentence(
        zh="“{subject}”永远用不到，请核对或删去",
        en="{subject!r} is never reached; correct it or leave it out",
    ),
    "proof-open": Sentence(
        zh="“{what}”：{property_kind}，未能证明（{why_kind}）",
        en="{what!r}: {property_kind} is not decided ({why_kind})",
    ),
}

WORDS: Mapping[str, Sentence] = {
    "within-range": Sentence(zh="不越界", en="staying within its range"),
    "defined": Sentence(zh="处处有值", en="having a value for every record"),
    "reaches-weight": Sentence(zh="可得满分", en="reaching full marks"),
    "reachable": Sentence(zh="用得到", en="being reachable"),
    "partition": Sentence(zh="不重不漏", en="covering without gap or overlap"),
    "monotone": Sentence(zh="单调", en="moving the total one way only"),
    "budget": Sentence(
        zh="已达搜索上限，可加大 --effort", en="the effort is spent; try a larger --effort"
    ),
    "trend-unknown": Sentence(zh="看不出变动方向", en="no rule tells how the formula moves"),
    "proved": Sentence(zh="已证明", en="proved"),
    "refuted": Sentence(zh="已否定", en="refuted"),
    "open": Sentence(zh="未决", en="open"),
}
