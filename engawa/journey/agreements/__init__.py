"""すり合わせ: the alignment sheet that both sides write until all agree to the same version (then 合意書).

States: draft → agreed → (ended). Every change is a new version with its own hash; a consent names the version.
Nothing starts until every party has consented to the same one. Versions are never changed or deleted.
"""
