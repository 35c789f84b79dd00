"""The kinds of dispute and what the law says of each: which courts confirm, which may never be published."""

from enum import StrEnum


class DisputeKind(StrEnum):
    """Kinds of dispute (纠纷类型), chosen when a case is recorded; their names for people live in messages."""

    NEIGHBOURS = "neighbours"  # 邻里
    FAMILY = "family"  # 婚姻家庭: money and property within the family
    STATUS = "status"  # 身份关系: marriage, parentage, adoption themselves
    INHERITANCE = "inheritance"  # 继承
    SUPPORT_OF_ELDERS = "support_of_elders"  # 赡养、扶养
    CHILDREN = "children"  # 抚养, and whatever else concerns minors
    HOUSING = "housing"  # 房屋、宅基地
    PROPERTY_TITLE = "property_title"  # 物权确权
    CONTRACT = "contract"  # 合同
    LOAN = "loan"  # 借贷
    BUSINESS = "business"  # 生产经营
    DAMAGES = "damages"  # 损害赔偿
    TRAFFIC = "traffic"  # 道路交通事故
    MEDICAL = "medical"  # 医疗
    LABOUR = "labour"  # 劳动争议
    PROPERTY_MANAGEMENT = "property_management"  # 物业
    CONSUMER = "consumer"  # 消费
    FOREST_AND_LAND = "forest_and_land"  # 山林、土地
    EXPROPRIATION = "expropriation"  # 征地拆迁
    POLLUTION = "pollution"  # 环境污染
    IP_TITLE = "ip_title"  # 知识产权确权
    PRIVACY = "privacy"  # 隐私、名誉
    OTHER = "other"  # 其他

    @property
    def status_relation(self) -> bool:
        """Whether a status relation itself is at stake (身份关系; SPC interpretation 355)."""
        return self is DisputeKind.STATUS

    @property
    def minors(self) -> bool:
        """Whether it concerns minors, whose data is sensitive (PIPL 28-31)."""
        return self is DisputeKind.CHILDREN

    @property
    def privacy(self) -> bool:
        """Whether telling of it would lay open private or family life, or somebody's health."""
        return self in _PRIVATE

    @property
    def court_confirms(self) -> bool:
        """Whether courts accept a joint application for judicial confirmation (SPC interpretation of the Civil
        Procedure Law, 355): not for status relations, nor to confirm ownership of property or intellectual property."""
        return self not in _NOT_CONFIRMED

    @property
    def publishable(self) -> bool:
        """Whether a breach in such a dispute may be published at all (domain 2.4); all other conditions still apply."""
        return not (self.status_relation or self.minors or self.privacy)


_PRIVATE = frozenset(
    {
        DisputeKind.FAMILY,
        DisputeKind.STATUS,
        DisputeKind.INHERITANCE,
        DisputeKind.SUPPORT_OF_ELDERS,
        DisputeKind.CHILDREN,
        DisputeKind.MEDICAL,
        DisputeKind.PRIVACY,
    }
)
_NOT_CONFIRMED = frozenset({DisputeKind.STATUS, DisputeKind.PROPERTY_TITLE, DisputeKind.IP_TITLE})
